"""What are the invented people called, and which personal identity codes do they have?

Given names are common ones of a language group; family names are put together from syllables, so that no real person is
meant. Codes use the serial numbers 900-999, which are never given to people permanently, with a valid check character.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from kajo.run.history.dice import Dice
from kajo.run.history.terms import Sex


class _Group:
    def __init__(self, women: str, men: str, first: str, middle: str, last: str) -> None:
        self.given = {Sex.FEMALE: tuple(women.split()), Sex.MALE: tuple(men.split())}
        self.first, self.middle, self.last = tuple(first.split()), tuple(middle.split()), tuple(last.split())


NAMES = {
    "finnish": _Group(
        "Aada Eeva Helmi Iida Jenna Kaisa Linnea Maija Noora Oona Piia Riikka Saana Tiina Vilma Kertu Liis",
        "Aleksi Eero Heikki Ilmari Jere Kalle Lauri Mikael Niko Oskari Petri Rasmus Samu Tuomas Ville Taavi Juhan",
        "Hali Kuuro Lempi Meri Niitty Orava Piilo Rinne Saari Tuuli Vesi Usva", "la va ko ri ma",
        "nen lampi maa ranta tie",
    ),
    "arabic": _Group(
        "Amal Dalia Farah Hanan Iman Lamia Maryam Nadia Rania Salma Shahad Yasmin Zahra Noor",
        "Adil Bilal Faisal Hamza Ibrahim Jamal Karim Mustafa Omar Rami Sami Tariq Yasir Ziad",
        "Al-Ba Al-Da Al-Ha Al-Ka Al-Ma Al-Sa Ben-Ra Ha Ka Sa", "rra mmu lli ha wi dda", "ni di ri shi bi zi",
    ),
    "somali": _Group(
        "Amina Asha Ayaan Deqa Faduma Hibo Hodan Ifrah Khadra Ladan Naima Sagal Sahra Ubah",
        "Abdi Ahmed Bashir Cabdi Farah Guled Hassan Ismail Jama Liban Mahad Nuur Sharmarke Yusuf",
        "War Cab Dha Fa Gu Ha Ji Mu Qa Xa", "sa di ra la ba", "me le re we de",
    ),
    "persian": _Group(
        "Arezo Fatima Fereshta Golnaz Hosnia Laila Mina Nargis Parisa Roya Shabnam Soraya Zohra",
        "Ahmad Amir Daud Farid Habib Jawad Karim Mirwais Navid Omid Reza Sohrab Wali",
        "Bar Daw Far Hash Jal Kar Nas Pay Rah Sar", "a e o", "mand zada yar wali nia pour bari",
    ),
    "westafrican": _Group(
        "Abiba Blessing Chidi Efe Faith Gloria Joy Mariama Ngozi Osas Patience Rita Sandra Adjoa",
        "Austin Chike Daniel Emeka Festus Godwin Ibrahima Kofi Lamine Moses Osaze Prince Sunday Yaw",
        "Ade Aba Chi Dia Eze Ka Na Oba Osa To", "ba ma lu wa ke", "ru nti bo jo lo ndu",
    ),
    "eastafrican": _Group(
        "Abeba Almaz Bethlehem Eden Grace Hiwot Mercy Miriam Neema Rahel Selam Tsion Winnie",
        "Abel Brian Daniel Ermias Filmon Girma Joseph Kidane Michael Samuel Simon Tesfaye Yonas",
        "Be Da Ge Ha Ka Mu Na Te Wa Ki", "ra ke li mo ga", "bu sse nde tu re mwa",
    ),
    "thai": _Group(
        "Anong Chanida Duangjai Kanya Malee Nok Ploy Ratana Siriporn Suda Wipa Sokha",
        "Anan Chai Decha Kittisak Manop Niran Prasert Somchai Surasak Thawee Wichai Dara",
        "Bun Chan Kham Nim Phon Rat Sai Sri Thong Wong", "a i o", "chat dee lak mai phan rit som wan",
    ),
    "vietnamese": _Group(
        "Anh Bich Chi Dung Giang Hanh Hoa Huong Lan Linh Mai Ngoc Thu Trang Yen",
        "An Bao Cuong Dat Duc Hai Hung Khoa Long Minh Nam Phong Quan Son Tuan",
        "Tr D Ph Th Kh L Ng V", "a o e u", "nh ch m n ng",
    ),
    "indian": _Group(
        "Anjali Asha Deepa Gita Kamala Laxmi Maya Nisha Priya Rina Sabina Sita Sunita Tara",
        "Anil Arjun Bikash Dipak Gopal Hari Kiran Mohan Prakash Raju Ravi Sanjay Suman Suresh",
        "Ba Cha Dha Gha Ka Ma Pa Ra Sha Tha", "ra nda li mi ku", "pa ri la ya kar ni",
    ),
    "chinese": _Group(
        "Fang Hong Jing Lan Lihua Mei Na Qing Ting Xia Yan Ying",
        "Bo Chao Feng Gang Hao Jian Jun Lei Ming Peng Tao Wei",
        "Zh Sh X Q Ch L", "iao ue ian iu uo", "ng n",
    ),
    "filipino": _Group(
        "Analyn Cristina Divina Jocelyn Lorna Maricel Rosalie Rowena Sheryl Teresita Putri Dewi",
        "Arnel Benjie Dante Edwin Jomar Leo Nestor Ramil Rodel Vicente Adi Budi",
        "Ba Ca De La Ma Pa Sa Ti", "la mba nga ri no", "yan tong lang so wa te",
    ),
    "turkish": _Group(
        "Aygul Dilnoza Elif Feruza Gulnara Hatice Leyla Madina Nargiza Sevda Zeynep Aigerim",
        "Aziz Bekzod Davron Emre Farrukh Hakan Jasur Kemal Mehmet Rustam Serkan Timur",
        "Ak Bek Dil Er Gul Kar Nur Sar Tash Yil", "a i o", "baev dag demir kaya manov tash yan",
    ),
    "slavic": _Group(
        "Alina Daria Elena Halyna Ivana Ksenia Larysa Marta Nadia Oksana Polina Svitlana Vera Zofia",
        "Andrii Bohdan Denys Fedir Hryhorii Ivan Jan Kirill Maksim Nikolai Oleh Pavel Stepan Viktor",
        "Bar Cher Dor Hal Kov Lem Mar Nov Sid Tar", "a e o y", "chenko lenko nov rov sky vich nik",
    ),
    "latin": _Group(
        "Alexandra Bianca Camila Daniela Elena Gabriela Ioana Luciana Marisol Paula Raluca Yolanda",
        "Adrian Bogdan Carlos Diego Emil Florin Ionut Jorge Luis Marius Radu Vasile",
        "Al Bar Cor Del Mar Mun Pal Ser Tor Val", "a e i o", "dano lescu rado reanu stea teo via",
    ),
}  # fmt: skip

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = {18: "+", 19: "-YXWVU", 20: "ABCDEF"}
FIRST_SERIAL, SERIALS = 900, 50


def given_name(group: str, sex: Sex, dice: Dice) -> str:
    """Give a first name of the group."""
    return dice.one(NAMES[group].given[sex])


def family_name(group: str, dice: Dice) -> str:
    """Put a family name together."""
    names = NAMES[group]
    return (dice.one(names.first) + dice.one(names.middle) + dice.one(names.last)).title()


class Codes:
    """Personal identity codes, each given once."""

    def __init__(self) -> None:
        self.given: Counter[tuple[date, Sex]] = Counter()

    def give(self, born_on: date, sex: Sex) -> str | None:
        """Give the next code of that birth day and sex, odd serials for men; None when all are given."""
        nth = self.given[born_on, sex]
        self.given[born_on, sex] += 1
        signs = SIGNS[born_on.year // 100]
        if nth >= SERIALS * len(signs):
            return None
        serial = FIRST_SERIAL + 2 * (nth % SERIALS) + (sex is Sex.MALE)
        digits = f"{born_on:%d%m%y}"
        return f"{digits}{signs[nth // SERIALS]}{serial}{CHECK[int(f'{digits}{serial}') % len(CHECK)]}"
