"""How somebody is reached: e-mail, accounts of social media, addresses, also as they are said or typed in speech."""

from __future__ import annotations

import re

from qualcode.collection.identities.hits import HitKind

Form = tuple[HitKind, str, re.Pattern[str]]
"""Kind, words or signs of which one stands wherever the form does (in small letters; "" where none must), form."""

_DOT = r"(?:\.| ?[\[(](?:dot|titik)[\])] ?| (?:dot|titik) )"
_NETS = r"(?i:facebook|fb|instagram|ig|tiktok|twitter|telegram|shopee|tokopedia|lazada)"
_PIECE = r"(?:[Nn]o(?:mor)?|[Kk]m|[Bb]l(?:o)?k|[Gg]ang|[Gg]g)\.? ?(?:[A-Z]{0,2}[/\-]?\d[\w/]*(?: [A-Z]\b)?|[A-Z]\w*)"
_STREET = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
_MINUTES = r"\d{1,3}°\d{1,2}['′][\d.]*[\"″]? ?[A-Z]{1,2}"

_EMAIL = (
    re.compile(rf"\b[\w.+\-]{{1,64}}+ ?(?:@|[\[(]at[\])]) ?[\w\-]+(?:{_DOT}[\w\-]+)+\b", re.IGNORECASE),
    re.compile(
        rf"\b[\w.+\-]{{3,64}}+ (?:at|et|add?) [\w\-]+{_DOT}(?:com|co{_DOT}id|net|org|(?:\w+{_DOT})?id)\b", re.IGNORECASE
    ),
)
_ACCOUNT = re.compile(
    rf"\b(?=[fFiItTsSlL]){_NETS}(?: ?nya| ?ku)?(?: ?[:=/] ?| )(?:akun |namanya |ganti jadi )?"
    r"(?P<value>[A-Z][\w.]*(?: [A-Z][\w.]*)*|\w+[._]\w[\w.]*|(?<=namanya )\w{5,})"
)
_LINK = re.compile(
    r"\b(?:https?://)?(?:www\.)?(?:facebook|instagram|tiktok|tokopedia|shopee|youtube|twitter|linkedin|t|linktr)"
    r"\.(?:com|co\.id|me|ee)/[\w.@/-]*\w"
)
_USER = re.compile(
    r"\b(?i:id(?:-?nya)?|akun(?:nya)?|username(?:nya)?)(?: saya| aku)?[ :]+(?P<value>[a-z]\w*[._][\w.]*\w)"
)
_SHOP = re.compile(
    r"\b(?i:nama toko(?: ?nya| saya|ku)?)(?: itu)? (?P<value>[a-z\d][\w.]*(?: [a-z\d]\w*){0,3}) "
    r"(?=di (?i:shopee|tokopedia|lazada|tiktok))"
)
_ADDRESS = re.compile(
    r"\b(?:(?:[Jj]l|[Jj]ln|[Gg]g)\.? ?|[Jj]alan |[Gg]ang |(?:BTN|Perum|Perumnas|Perumahan|Komplek|Kompleks|Ruko|Rusun"
    r"|Rusunawa|Apartemen|Cluster|Griya|Asrama) )[A-Z0-9][\w.'’]*"
    r"(?: (?!Gang\b|Gg\b|Blok\b|Blk\b|No\b|Nomor\b)[A-Z][\w.'’]*| [IVX]+\b){0,4}"
    rf"(?:,? (?:{_PIECE}|[A-Z]?\d+(?:/\d+)?\w?(?!\w))){{0,4}}"
)
_COORDINATES = re.compile(rf"\d{{1,2}}[.,]\d{{4,8}},? +-?\d{{2,3}}[.,]\d{{4,8}}(?!\w)|{_MINUTES}[, ]+{_MINUTES}\b")

_STREETS = """
    jl jln jalan gg gang btn perum perumnas perumahan komplek kompleks ruko rusun rusunawa apartemen cluster griya
    asrama
"""
_SAID_OF_NETS = (
    "facebook facebooknya fb fbnya instagram instagramnya ig ignya igku tiktok tiktoknya twitter twitternya telegram"
    " telegramnya shopee shopeenya tokopedia tokopedianya lazada lazadanya"
)

CONTACTS: tuple[Form, ...] = (
    (HitKind.EMAIL, "@ [at] (at)", _EMAIL[0]),
    (HitKind.EMAIL, "gmail yahoo hotmail outlook titik dot", _EMAIL[1]),
    (HitKind.SOCIAL, "@", re.compile(r"(?<![\w.])@[A-Za-z][\w.]{2,}\b")),
    (HitKind.SOCIAL, _SAID_OF_NETS, _ACCOUNT),
    (HitKind.SOCIAL, ".com/ .co.id/ .me/ .ee/", _LINK),
    (HitKind.SOCIAL, "id idnya akun akunnya username usernamenya", _USER),
    (HitKind.SOCIAL, "_", re.compile(r"(?<![\w./@-])[a-z][a-z\d.]*_[a-z\d_.]*[a-z\d](?![\w@]|\.\w)")),
    (HitKind.SOCIAL, "toko tokonya tokoku", _SHOP),
    (HitKind.ADDRESS, _STREETS, _ADDRESS),
    (
        HitKind.ADDRESS,
        "alamat rumah",
        re.compile(r"(?i:\b(?:alamat|nomor rumah)(?: rumah)?[ \t]*[:=|][ \t|]*)(?P<value>[^\n|]{4,80})"),
    ),
    (
        HitKind.ADDRESS,
        "",
        re.compile(rf"\b(?:[Dd]i|[Kk]e) (?P<value>(?!SD|SMP|SMA|Blok|Bab){_STREET} \d{{1,3}}[A-Z])\b"),
    ),
    (
        HitKind.ADDRESS,
        "nomor no",
        re.compile(rf"\b(?:[Dd]i |[Kk]e |, )(?P<value>{_STREET} (?:[Nn]omor|[Nn]o\.?) ?\d{{1,3}}[A-Za-z]?)\b"),
    ),
    (HitKind.ADDRESS, "", _COORDINATES),
)
"""Every form of a contact."""
