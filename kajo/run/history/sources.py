"""Where was each figure published?

Addresses of the public pages; the words of `figures` are the keys.
"""

_REVIEWS = "https://ihmiskauppa.fi/tietoa-ja-materiaaleja/tilastot-ja-tilannekatsaukset/"
_FIRST_HALF_2022 = "ihmiskaupan-uhrien-auttamisjarjestelman-puolivuotiskatsaus-2022/"

SOURCES = {
    "client": "the authority's own description, end of 2024",
    "P-2014": "https://migri.fi/en/-/suomessa-ihmiskaupan-uhri-on-yleensa-joutunut-tyoperaisen-hyvaksikayton-kohteeksi",
    "old site": "http://www.ihmiskauppa.fi/en/",
    "P-15Y": "https://migri.fi/-/ihmiskaupan-uhrien-auttamisjarjestelma-auttaa-vuosittain-satoja-ihmiskaupan-uhreja",
    "TIP17": "https://www.state.gov/reports/2017-trafficking-in-persons-report/finland/",
    "P-2017": "https://migri.fi/en/-/ihmiskaupan-uhrien-auttamisjarjestelman-asiakasmaara-korkein-sen-historiassa",
    "P-2018": "https://www.iltalehti.fi/kotimaa/a/bc9fad23-9c34-4557-a5b9-dd9f75e0c442",
    "NNF": "https://newsnowfinland.fi/domestic/migri-reports-record-high-numbers-of-trafficked-people-seeking-help",
    "Daily Finland": "https://dailyfinland.fi/national/9771/",
    "IOM": "https://iom.fi/en/news/iom-koulutti-l-hes-200-sosiaali-ja-terveydenhuollon-ammattilaista-ihmiskaupasta-kev-ll-2019",
    "P-MTV19": "https://www.mtvuutiset.fi/ article 7857232",
    "TIP20": "https://www.state.gov/reports/2020-trafficking-in-persons-report/finland/",
    "P-2020": "https://migri.fi/en/-/the-number-of-human-trafficking-victims-in-finland-has-increased",
    "TIP21": "https://www.state.gov/reports/2021-trafficking-in-persons-report/finland/",
    "TIP22": "https://www.state.gov/reports/2022-trafficking-in-persons-report/finland/",
    "P-2021H1": "https://migri.fi/-/ihmiskaupan-uhrien-auttamisjarjestelmassa-lahes-tuhat-asiakasta",
    "P-2021M": "https://migri.fi/-/alaikaisten-ihmiskaupan-uhrien-maara-on-yli-kaksinkertaistunut",
    "W-21NEW": f"{_REVIEWS}ihmiskaupan-uhrien-auttamisjarjestelman-vuosikatsaus-2021/ (new clients)",
    "W-21ALL": f"{_REVIEWS}ihmiskaupan-uhrien-auttamisjarjestelman-vuosikatsaus-2021/ (all clients)",
    "W-22H1NEW": f"{_REVIEWS}{_FIRST_HALF_2022} (new clients)",
    "W-22H1ALL": f"{_REVIEWS}{_FIRST_HALF_2022} (all clients)",
    "W-22H1FI": "https://ihmiskauppa.fi/?p=2620",
    "W-22NEW": f"{_REVIEWS}ihmiskaupan-uhrien-auttamisjarjestelman-vuosikatsaus-2022/ (new clients)",
    "W-22FI": "https://ihmiskauppa.fi/?p=2588",
    "W-22REF": f"{_REVIEWS}ihmiskaupan-uhrien-auttamisjarjestelman-vuosikatsaus-2022/ (referrals)",
    "W-22ALL": f"{_REVIEWS}ihmiskaupan-uhrien-auttamisjarjestelman-vuosikatsaus-2022/ (all clients)",
    "P-2023H1": "https://ihmiskauppa.fi/en/victims-of-forced-labour-found-their-way-into-the-assistance-system/",
    "P-2023": "https://migri.fi/en/-/the-number-of-victims-of-human-trafficking-continues-to-be-high-most-cases-of-"
    "exploitation-concern-forced-labour",
    "P-2024": "https://www.sttinfo.fi/tiedote/70947647/",
    "P-2025H1": "https://www.sttinfo.fi/tiedote/71330296/",
    "derived": "follows from other published figures",
}
