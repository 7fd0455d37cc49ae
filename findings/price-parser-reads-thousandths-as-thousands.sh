#!/bin/sh
# price-parser: an amount with three places is a thousand times as large.
#
# A dinar of Kuwait or Bahrain has a thousand parts (ISO 4217), so that Babel 2.18.0 writes such amounts with three places. price-parser 0.5.1
# takes the last three figures for thousands in every language, even where another sign already parts the thousands, and behind a
# zero. Told which sign is that of decimals, it reads them as they are.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'price-parser==0.5.1' 'babel==2.18.0'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from babel.numbers import format_currency
from price_parser import Price

print("price-parser", version("price-parser"), "and Babel", version("babel"))
for language in ("en", "de", "fr"):
    for amount, currency, times in ((90000, "EUR", 1), (90000, "KWD", 1000)):
        text = format_currency(amount, currency, locale=language)
        read = Price.fromstring(text).amount
        print(f"{language}  {text:15} {read}")
        assert read == amount * times, read
small = Price.fromstring("0.125 EUR").amount
print("    0.125 EUR      ", small)
assert small == 125, small
told = Price.fromstring("KWD 90,000.000", decimal_separator=".").amount
print("    told the sign  ", told)
assert told == 90000, told
print("As stated: three places are thousands.")
PYTHON
