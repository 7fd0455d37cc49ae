"""Amounts of money as people write them: ``£1.2M``, ``EUR 300,000``, ``1.250.000 €``, ``12,5 Mio. CHF``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_SIGNS = {
    "£": "GBP", "€": "EUR", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₪": "ILS", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "SFr.": "CHF", "sFr.": "CHF", "RMB": "CNY",
    "euro": "EUR", "euros": "EUR", "Euro": "EUR", "Euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY",
}  # fmt: skip
_CODES = frozenset(
    re.findall(
        r"\w+",
        "AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK JPY KES KRW KZT LKR MAD MXN "
        "MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR",
    )
)
_UNCERTAIN = frozenset("$¥")
_TIMES = {
    **dict.fromkeys(("k", "thousand", "tsd"), 1_000),
    **dict.fromkeys(("m", "mn", "mio", "mill", "million", "millions", "millionen"), 1_000_000),
    **dict.fromkeys(("bn", "b", "mrd", "billion", "billions"), 1_000_000_000),
}
_NUMBER = re.compile(r"[0-9](?:[.,'’ ]?[0-9])*")
_WORD = re.compile(r"[A-Za-z]*")
# Thousands have no zero in front: 0.125 is a part of one.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,'’ ])[0-9]{3})(?:\1[0-9]{3})*")
_LONGEST = 60


class Amount(NamedTuple):
    """How much of which currency: its code (ISO 4217), or the sign where that may be of several, as those of dollars and yen."""

    currency: str
    value: Decimal

    @property
    def is_certain(self) -> bool:
        """Whether the currency is known."""
        return self.currency in _CODES


def read_amount(text: str) -> Amount | None:
    """The amount that a text is; None where it is more or less than one number and one currency."""
    text = " ".join(text.split())
    first = re.search("[0-9]", text) if len(text) < _LONGEST else None
    number = _NUMBER.match(text, first.start()) if first else None
    if number is None:
        return None
    before, behind = text[: number.start()].strip(), text[number.end() :].strip()
    word = _WORD.match(behind)
    times = _TIMES.get(word[0].lower(), 1) if word else 1
    if word and times > 1:
        behind = behind[word.end() :].lstrip(". ")
    currencies = {_SIGNS.get(each, each) for each in (before, behind) if each}
    value = _number(number[0], is_part=times > 1)
    if len(currencies) != 1 or not currencies <= _CODES | _UNCERTAIN or value is None:
        return None
    return Amount(currencies.pop(), value * times)


def _number(text: str, *, is_part: bool) -> Decimal | None:
    """A number with its signs between thousands and before the decimals; of one that is a part (*1.250 million*) a single point
    stands before decimals."""
    whole, decimals = text, ""
    if (last := re.search(r"[.,]([0-9]+)$", text)) is not None:
        is_grouped = _GROUPED.fullmatch(text) is not None
        if not is_grouped or (is_part and text.count(text[last.start()]) == 1):
            whole, decimals = text[: last.start()], last[1]
    if not whole.isdigit() and _GROUPED.fullmatch(whole) is None:
        return None
    return Decimal(f"{re.sub('[^0-9]', '', whole)}.{decimals or 0}")
