#!/bin/sh
# Writes a .env for docker-compose.yml: .env.example with random passwords, and the hash of a new API key, which is
# printed once and kept nowhere. Only the caller may read the file; one that is there is left alone.
set -eu
cd "$(dirname "$0")/.."
umask 077

if [ -e .env ]; then
  echo ".env is there already. Its passwords are those that the volumes were made with: keep it." >&2
  exit 1
fi

random() { od -An -v -N24 -tx1 /dev/urandom | tr -d ' \n'; }

hash() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

key=$(random)
temporary=.env.new-$$
trap 'rm -f "$temporary"' EXIT
while IFS= read -r line; do
  case $line in
    ASOF_API_KEYS=) printf 'ASOF_API_KEYS=%s\n' "$(printf %s "$key" | hash)" ;;
    [A-Z]*=) printf '%s%s\n' "$line" "$(random)" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <.env.example >"$temporary"
mv "$temporary" .env

echo "Wrote .env. Your API key, which is not kept anywhere:" >&2
echo "$key"
