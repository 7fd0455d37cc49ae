"""Amounts of money are read as people write them, and what is no single amount is not guessed at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sphinx_academic.data.values.amounts import Amount, read_amount


@pytest.mark.parametrize(
    ("written", "currency", "value"),
    [
        ("£1.2M", "GBP", 1_200_000),
        ("€ 300,000", "EUR", 300_000),
        ("EUR 300.000", "EUR", 300_000),
        ("1.250.000 €", "EUR", 1_250_000),
        ("1,250,000.50 USD", "USD", Decimal("1250000.50")),
        ("1.250.000,50 EUR", "EUR", Decimal("1250000.50")),
        ("CHF 250'000", "CHF", 250_000),
        ("12,5 Mio. CHF", "CHF", 12_500_000),
        ("1.250 million EUR", "EUR", 1_250_000),
        ("US$500k", "USD", 500_000),
        ("$20 thousand", "$", 20_000),
        ("¥30 million", "¥", 30_000_000),
        ("1.2 M€", "EUR", 1_200_000),
        ("1 200 000 SEK", "SEK", 1_200_000),
        ("1\u202f200\u202f000 €", "EUR", 1_200_000),
        ("2 bn JPY", "JPY", 2_000_000_000),
        ("100 euros", "EUR", 100),
        ("€100 EUR", "EUR", 100),
        ("0.5M GBP", "GBP", 500_000),
        ("0.125 EUR", "EUR", Decimal("0.125")),
        ("€ 0,750", "EUR", Decimal("0.75")),
    ],
)
def test_amounts_are_read(written: str, currency: str, value: Decimal | int) -> None:
    assert read_amount(written) == Amount(currency, Decimal(value))


@pytest.mark.parametrize(
    "written",
    [
        "", "some", "300000", "£", "a million", "£1M–£2M", "£1M per year", "about £20k", "ERC 100000", "US$100 EUR", "£1.2.3",
        "1,20,000 INR", "£1,2345,678", "5 kr", "£" + "1" * 80, "£٣", "1..2 EUR", "EUR 1 million billion",
    ],
)  # fmt: skip
def test_what_is_no_single_amount_is_left_out(written: str) -> None:
    assert read_amount(written) is None


def test_a_sign_that_may_be_of_several_currencies_stays_a_sign() -> None:
    found = [read_amount(text) for text in ("$5", "¥5", "US$5")]
    assert [each.is_certain for each in found if each] == [False, False, True]
