#!/bin/sh
# Verifies a release archive and places what it holds. Downloads nothing: the archive, SHA256SUMS and SHA256SUMS.sig lie in
# one folder, and the releaser's public key came another way. Needs openssl and tar, nothing newer than CentOS 7 has.
#
#   sh install.sh --key release.pub --archive jrp-0.1.0-linux-x86_64.tar.gz [--to /usr/local]
#
# Without --to it verifies alone. Nothing is placed unless everything is as it was signed.
set -eu

fail() { printf 'install: %s\n' "$*" >&2; exit 1; }

key='' archive='' to=''
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 lacks its value; see the head of this file"
  case $1 in
    --key) key=$2 ;;
    --archive) archive=$2 ;;
    --to) to=$2 ;;
    *) fail "$1 is not an option; see the head of this file" ;;
  esac
  shift 2
done
[ -n "$key" ] || fail "--key is missing; name the releaser's public key"
[ -n "$archive" ] || fail "--archive is missing; name the archive to install"
for tool in openssl tar; do
  command -v "$tool" >/dev/null || fail "$tool is missing; install it"
done
[ -f "$key" ] || fail "$key is not there; name the releaser's public key"
[ -f "$archive" ] || fail "$archive is not there; name the archive to install"
folder=$(dirname "$archive")
name=$(basename "$archive")
for list in SHA256SUMS SHA256SUMS.sig; do
  [ -f "$folder/$list" ] || fail "$folder/$list is missing; fetch it from where the archive is from"
done

openssl dgst -sha256 -verify "$key" -signature "$folder/SHA256SUMS.sig" "$folder/SHA256SUMS" >/dev/null 2>&1 ||
  fail "SHA256SUMS was not signed by the key of $key, or was altered since; fetch it again, and compare the key with the releaser's"
listed=$(awk -v name="$name" '$2 == name { print $1 }' "$folder/SHA256SUMS")
[ -n "$listed" ] || fail "$name is not in SHA256SUMS; the releaser did not sign it under this name"
found=$(openssl dgst -sha256 -r "$archive" | cut -d ' ' -f 1)
[ "$listed" = "$found" ] || fail "$name is altered: its SHA-256 is $found, SHA256SUMS says $listed; fetch it again"
printf 'install: %s is as the releaser signed it\n' "$name"
[ -n "$to" ] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -xzf "$archive" -C "$work"
inside=$work/${name%.tar.gz}
mkdir -p "$to"
case $name in
  jrp-c-*) parts='include lib' ;;
  *) parts='' ;;
esac
for part in $parts; do
  cp -R "$inside/$part" "$to/"
done
if [ -f "$inside/jrp" ]; then
  mkdir -p "$to/bin"
  # A running jrp keeps its file: the new one takes the name.
  cp "$inside/jrp" "$to/bin/.jrp.new"
  mv "$to/bin/.jrp.new" "$to/bin/jrp"
fi
printf 'install: placed in %s\n' "$to"
