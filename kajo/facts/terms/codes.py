"""The lists that what happened is told in: our own codes, finer than any standard (`kajo/facts/data/mapping.csv`)."""

from __future__ import annotations

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class Form(Word):
    """The form of exploitation that a figure counts somebody under."""

    LABOUR = "labour", _("forced labour")
    SEXUAL = "sexual", _("sexual exploitation")
    MARRIAGE = "marriage", _("forced marriage")
    CRIME = "crime", _("forced criminal activity")
    BEGGING = "begging", _("forced begging")
    ORGAN = "organ", _("removal of organs")
    CHILD_SOLDIER = "child_soldier", _("child soldier")
    BENEFIT_FRAUD = "benefit_fraud", _("benefit fraud in the victim's name")
    OTHER = "other", _("other or not clear")


class Place(Word):
    """Where the exploitation took place: in Finland also when it began or went on here."""

    FINLAND = "finland", _("in Finland")
    ABROAD = "abroad", _("abroad")


class Exploitation(Word):
    """A form of exploitation as it is told. Each counts under one `Form`."""

    LABOUR = "labour", _("forced labour")
    CHILD_LABOUR = "child_labour", _("child labour")
    SERVITUDE = "servitude", _("servitude in a household")
    SEXUAL = "sexual", _("sexual exploitation")
    MARRIAGE = "marriage", _("forced marriage")
    CRIME = "crime", _("forced criminal activity")
    BEGGING = "begging", _("forced begging")
    ORGAN = "organ", _("removal of organs")
    CHILD_SOLDIER = "child_soldier", _("child soldier")
    BENEFIT_FRAUD = "benefit_fraud", _("benefit fraud in the victim's name")
    ADOPTION = "adoption", _("illegal adoption")
    SURROGACY = "surrogacy", _("exploitation of surrogacy")
    OTHER = "other", _("another form, or not clear")


COUNTED: dict[Exploitation, Form] = {
    **{each: Form(each.value) for each in Exploitation if each.value in set(Form)},
    Exploitation.CHILD_LABOUR: Form.LABOUR,
    Exploitation.SERVITUDE: Form.LABOUR,
    Exploitation.ADOPTION: Form.OTHER,
    Exploitation.SURROGACY: Form.OTHER,
}
"""Under which form of the figures each form is counted. Where the figures know none it is other: to confirm."""


class SexualKind(Word):
    """What kind of sexual exploitation it was."""

    PROSTITUTION = "prostitution", _("prostitution")
    PORNOGRAPHY = "pornography", _("pictures or films")
    REMOTE = "remote", _("before a camera, at a distance")
    PRIVATE = "private", _("sexual services in private")


class Sector(Word):
    """In which line of work it happened."""

    FARMING = "farming", _("farming and gardening")
    BERRIES = "berries", _("wild berries and forest work")
    FISHING = "fishing", _("fishing and fish farming")
    MINING = "mining", _("mining")
    FACTORY = "factory", _("factory work")
    ENERGY = "energy", _("energy, water and waste")
    BUILDING = "building", _("building and renovating")
    CAR_WASH = "car_wash", _("car wash and car repair")
    SHOP = "shop", _("shop or market")
    TRANSPORT = "transport", _("transport and delivery")
    FOOD_DELIVERY = "food_delivery", _("food delivery")
    RESTAURANT = "restaurant", _("restaurant")
    HOTEL = "hotel", _("hotel and accommodation")
    OFFICE = "office", _("office and information technology")
    CLEANING = "cleaning", _("cleaning")
    STAFF_LEASING = "staff_leasing", _("leased work")
    CARE = "care", _("care and health")
    SCHOOL = "school", _("school or training")
    SPORT = "sport", _("sport and culture")
    BEAUTY = "beauty", _("beauty care")
    MASSAGE = "massage", _("massage")
    HOUSEHOLD = "household", _("work in a household")
    EMBASSY = "embassy", _("household of a diplomat")
    STREET = "street", _("selling in the street")
    OTHER = "other", _("another line of work")


class Recruitment(Word):
    """How the person was drawn into it."""

    BUSINESS = "business", _("at a place of business")
    SCHOOL = "school", _("at a school or university")
    WORK = "work", _("at work")
    NETWORK = "network", _("in a social network online")
    ADVERT = "advert", _("by an advertisement online")
    TELEVISION = "television", _("by an advertisement on television")
    NEWSPAPER = "newspaper", _("by an advertisement in a newspaper")
    FAMILY = "family", _("through family")
    FRIENDS = "friends", _("through friends")
    AGENCY = "agency", _("by a recruitment agency")
    SOLD = "sold", _("was sold or handed over")
    ABDUCTED = "abducted", _("was taken by force")
    OTHER = "other", _("in another way")


class Platform(Word):
    """Which service online was used."""

    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    MESSENGER = "messenger", "Facebook Messenger"
    VIBER = "viber", "Viber"
    SNAPCHAT = "snapchat", "Snapchat"
    LINE = "line", "Line"
    WECHAT = "wechat", "WeChat"
    TIKTOK = "tiktok", "TikTok"
    X = "x", "X (Twitter)"
    JOB_SITE = "job_site", _("a site with jobs")
    SEX_SITE = "sex_site", _("a site with sexual services")
    DATING = "dating", _("a dating service")
    GAME = "game", _("a game")
    OTHER = "other", _("another service")


class Means(Word):
    """By what means the person was controlled."""

    DEBT = "debt", _("a debt, real or made up")
    EARNINGS = "earnings", _("pay was taken or withheld")
    MONEY = "money", _("no access to own money")
    THREATS = "threats", _("threats of violence")
    FAMILY_THREATS = "family_threats", _("threats against children or family")
    AUTHORITY_THREATS = "authority_threats", _("threats with authorities")
    EXPOSURE = "exposure", _("threats to tell or show others")
    MIND = "mind", _("humiliation and pressure")
    VIOLENCE = "violence", _("violence")
    SEXUAL_VIOLENCE = "sexual_violence", _("sexual violence")
    PROMISES = "promises", _("false promises")
    SUBSTANCES = "substances", _("drugs, alcohol or medicine")
    MOVEMENT = "movement", _("locked in, watched or kept apart")
    CARE = "care", _("no access to health care")
    HOURS = "hours", _("excessive working hours")
    CHILDREN = "children", _("use of the person's children")
    NECESSITIES = "necessities", _("no food, sleep or other necessities")
    DOCUMENTS = "documents", _("papers were taken")
    STATUS = "status", _("dependence because of residence status")
    BELIEF = "belief", _("belief, oath or honour")
    OTHER = "other", _("other means")


class Closeness(Word):
    """Who somebody was to the person: a category only. No name, and no register of anybody (decision 16)."""

    PARTNER = "partner", _("spouse or partner")
    PARENT = "parent", _("parent")
    RELATIVE = "relative", _("another relative")
    FRIEND = "friend", _("friend")
    ACQUAINTANCE = "acquaintance", _("acquaintance")
    EMPLOYER = "employer", _("employer or superior")
    AGENT = "agent", _("broker or agent")
    COMMUNITY = "community", _("somebody of the own community")
    STRANGER = "stranger", _("a stranger")
    OTHER = "other", _("somebody else")


class Injury(Word):
    """What it left behind, or what is needed because of it."""

    BODY = "body", _("injury or illness of the body")
    MIND = "mind", _("suffering of the mind")
    PREGNANCY = "pregnancy", _("pregnancy")
    SUBSTANCES = "substances", _("dependence on a substance")
    TREATMENT = "treatment", _("needs treatment soon")
    SUPPORT = "support", _("needs support to talk of it")
    OTHER = "other", _("another injury or need")
