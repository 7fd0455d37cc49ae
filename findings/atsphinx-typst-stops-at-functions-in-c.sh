#!/bin/sh
# atsphinx-typst: one description of a function in C ends the build of a project, with an error of the writer.
#
# c:function is a directive of Sphinx itself (documentation of the C domain). The writer of atsphinx-typst 0.1.1 warns when the line of
# a signature begins, which it does not know, and raises NotImplementedError where it ends. A function in Python has no such lines, and its
# page is written.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4' 'docutils==0.22.4' 'atsphinx-typst==0.1.1'
mkdir "$folder/source"
cd "$folder/source"
cat > conf.py <<'PYTHON'
extensions = ["atsphinx.typst"]
typst_documents = [{"entrypoint": "index", "filename": "kettle", "title": "Kettle", "theme": "manual"}]
PYTHON
export TMPDIR="$folder"
build() {
    printf 'Home\n====\n\n.. %s\n\n   Make steam.\n' "$1" > index.rst
    status=0
    "$folder/venv/bin/python" -m sphinx -q -E -b typst . "$folder/$2" 2> "$folder/said" || status=$?
    echo "$1: status $status, written: $(find "$folder/$2" -name '*.typ' | wc -l)"
}
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^atsphinx'
python=$(build 'py:function:: boil(cups)' python)
c=$(build 'c:function:: int boil(int cups)' c)
printf '%s\n' "$python" "$c"
grep -ho 'departing unknown node type: .*' "$folder"/sphinx-err-*.log
test "$python" = "py:function:: boil(cups): status 0, written: 1"
test "$c" = "c:function:: int boil(int cups): status 2, written: 0"
grep -q 'departing unknown node type: desc_signature_line' "$folder"/sphinx-err-*.log
echo "As stated: the function in C ends the build."
