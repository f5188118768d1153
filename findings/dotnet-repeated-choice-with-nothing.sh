#!/usr/bin/env bash
# .NET 10.0 (Microsoft.NETCore.App 10.0.12), System.Text.RegularExpressions, all three engines: interpreted, compiled, non-backtracking.
#
# A group that is repeated once or more, and that offers a repeated digit or nothing, should take the empty text: one round of nothing is a round. Written
# with capturing parentheses it does. Written with (?: ) it does not, and where the choice is spelt another way round, or repeated from zero, it does again.
# So "never captured" changes what a pattern accepts, and all three engines agree on it, since the rewriting of the pattern happens before they part.
#
# Why an order system meets it: merchants' rules and mapping tables hold patterns such as "a number, several numbers, or nothing" for optional fields
# (second phone, tax number, old waybill). Somebody tidies the groups to (?: ), and empty fields start to be refused.
#
# Guess before it was run: the two spellings accept the same.
# Seen: the table below.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >repeated.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Text.RegularExpressions;

foreach (var pattern in new[] { "^([0-9]+|)+$", "^(?:[0-9]+|)+$", "^(?:|[0-9]+)+$", "^(?:[0-9]+|)*$", "^(?:[0-9]*)+$" })
{
    var seen = new[] { RegexOptions.None, RegexOptions.Compiled, RegexOptions.NonBacktracking }.Select(o => Regex.IsMatch("", pattern, o));
    Console.WriteLine($"{pattern} {string.Join(' ', seen)}");
}
CS
seen=$(dotnet run 2>&1)
expected='^([0-9]+|)+$ True True True
^(?:[0-9]+|)+$ False False False
^(?:|[0-9]+)+$ True True True
^(?:[0-9]+|)*$ True True True
^(?:[0-9]*)+$ True True True'
if [[ "$seen" != "$expected" ]]; then
  printf 'Repeated choices with nothing match otherwise now (%s):\n%s\n' "$(dotnet --version)" "$seen" >&2
  exit 1
fi

echo ".NET 10.0: (?:[0-9]+|)+ does not take the empty text, ([0-9]+|)+ does; all engines agree."
