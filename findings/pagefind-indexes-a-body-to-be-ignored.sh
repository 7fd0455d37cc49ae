#!/bin/sh
# Pagefind: the text of a page that is to be ignored is indexed where the same element is marked as its body.
#
# data-pagefind-ignore="all" keeps an element and all within out of the index, and data-pagefind-body says which part of a page is indexed
# (documentation of Pagefind, "Configuring what content is indexed"); that the two exclude each other it does not say. Pagefind
# 1.6.0 takes no notice of the first on an element that has the second, so that a template with the body for all pages
# cannot leave one out by that. One element further in it counts.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'pagefind@1.6.0'
mkdir "$folder/site"
cd "$folder"
page() {
    printf '<!DOCTYPE html><html lang="en"><head><title>%s</title></head><body>%s</body></html>\n' "$1" "$2" > "site/$1.html"
}
page body '<main data-pagefind-body><p>Kettle.</p></main>'
page same '<main data-pagefind-body data-pagefind-ignore="all"><p>Whistle.</p></main>'
page within '<main data-pagefind-body><div data-pagefind-ignore="all"><p>Spout.</p></div></main>'
./node_modules/.bin/pagefind --site site > said 2>&1
echo "pagefind $(sed -n 's/^  "version": "\(.*\)",/\1/p' node_modules/pagefind/package.json)"
seen=$(for fragment in site/pagefind/fragment/*; do gzip -dc < "$fragment" | grep -aoE 'Kettle|Whistle|Spout' || true; done | sort -u | tr '\n' ' ')
echo "indexed: $seen"
test "$seen" = "Kettle Whistle "
echo "As stated: what the body itself says of being ignored has no effect."
