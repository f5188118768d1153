#!/usr/bin/env bash
# highs 1.15.3 (npm: HiGHS compiled to WebAssembly), its reader of LP files.
#
# A name such as "x_MUG-01" is read as the variable "x_MUG" and the number -1, without a word. In the objective the number is kept; in a
# constraint it is dropped, so that "x - 1 >= 3" is taken for "x >= 3". A variable that stands twice in a constraint is summed; in the objective
# the second replaces the first. The status is "Optimal" all the same.
#
# Why an order system meets it: whoever writes a sourcing plan as an LP file names its variables after SKUs, shops and locations, and those have
# hyphens. Two sizes of one article, MUG-01 and MUG-02, become one variable: three wanted of each are three in all, at no cost.
#
# Seen: sizes cost 3 - 1 - 2 = 0 with the single variable x_MUG; x - 1 >= 3 gives x = 3; 2 x + 3 x is 15 in a constraint and 9 in the objective.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . highs@1.15.3 >/dev/null

cat >run.mjs <<'JS'
import load from 'highs';
const highs = await load();
const solve = (what, lines) => {
  const { Status, ObjectiveValue, Columns } = highs.solve(lines.join('\n') + '\n');
  console.log(what, Status, ObjectiveValue, Object.entries(Columns).map(([name, c]) => `${name}=${c.Primal}`).join(' '));
};
solve('sizes', ['Minimize', ' cost: x_MUG-01 + x_MUG-02', 'Subject To', ' a: x_MUG-01 >= 3', ' b: x_MUG-02 >= 3', 'End']);
solve('constant', ['Minimize', ' cost: x', 'Subject To', ' a: x - 1 >= 3', 'End']);
solve('twice in the constraint', ['Minimize', ' cost: x', 'Subject To', ' a: 2 x + 3 x >= 15', 'End']);
solve('twice in the objective', ['Minimize', ' cost: 2 x + 3 x', 'Subject To', ' a: x >= 3', 'End']);
JS
seen=$(node run.mjs)
expected='sizes Optimal 0 x_MUG=3
constant Optimal 3 x=3
twice in the constraint Optimal 3 x=3
twice in the objective Optimal 9 x=3'
if [[ "$seen" != "$expected" ]]; then
  echo "The reader of LP files takes hyphens and constants in another way now: $seen" >&2
  exit 1
fi

echo "highs 1.15.3 reads x_MUG-01 as x_MUG minus 1, and drops the 1 from constraints: two sizes are planned as one."
