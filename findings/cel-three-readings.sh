#!/usr/bin/env bash
# @bufbuild/cel 0.6.1, @marcbachmann/cel-js 8.0.0 and cel-js 0.8.2 (npm): three readers of the Common Expression Language.
#
# The language says: integers are 64 bits wide and divide towards zero, numbers compare across kinds, timestamps have nanoseconds and are written
# as RFC 3339 has them, which knows no 30 February. The first of the three keeps all but the last: it and the second take that day for 2 March, as
# silently as the date type beneath them. The second refuses 1 == 1.0 and forgets what is below a millisecond; the third has doubles for integers
# (7 / 2 is 3.5, two amounts that differ by a fen are equal) and no timestamps.
#
# Why an order system meets it: a rule such as "units / 2 >= 3" or "placed before …" is written once and judged in two places, by the server and
# by the page on which somebody edits it. The same text then grants and refuses.
#
# Seen: the table below.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @bufbuild/cel@0.6.1 @marcbachmann/cel-js@8.0.0 cel-js@0.8.2 >/dev/null

cat >run.mjs <<'JS'
import { run } from '@bufbuild/cel';
import { evaluate as second } from '@marcbachmann/cel-js';
import { evaluate as third } from 'cel-js';
const answer = read => {
  try { const value = read(); return value instanceof Error ? 'error' : String(value); } catch { return 'error'; }
};
for (const rule of [
  '7 / 2',
  '9007199254740993 == 9007199254740992',
  '1 == 1.0',
  'timestamp("2026-02-09T10:00:00.0001Z") == timestamp("2026-02-09T10:00:00Z")',
  'timestamp("2026-02-30T10:00:00Z") == timestamp("2026-03-02T10:00:00Z")',
]) console.log([run, second, third].map(read => answer(() => read(rule))).join(' | '), '|', rule);
JS
seen=$(node run.mjs)
expected='3 | 3 | 3.5 | 7 / 2
false | false | true | 9007199254740993 == 9007199254740992
true | error | true | 1 == 1.0
false | true | error | timestamp("2026-02-09T10:00:00.0001Z") == timestamp("2026-02-09T10:00:00Z")
true | true | error | timestamp("2026-02-30T10:00:00Z") == timestamp("2026-03-02T10:00:00Z")'
if [[ "$seen" != "$expected" ]]; then
  printf 'The three readers answer otherwise now:\n%s\n' "$seen" >&2
  exit 1
fi

echo "Of five rules three readers of one language agree on none, and 30 February is 2 March to both that know days."
