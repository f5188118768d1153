#!/usr/bin/env bash
# Stateless 5.20.1 (NuGet), FiringMode.Immediate.
#
# When the entry action of a state fires the next trigger, OnTransitioned tells new > paid and paid > shipped, but OnTransitionCompleted tells
# paid > shipped and then new > shipped, under the trigger "pay": a step that no configuration has. The outer transition is reported where the
# machine ended, not where it went.
#
# Why an order system meets it: a payment that arrives on an order with stock goes on to shipping by itself. An audit trail, a process-mining export
# or a conformance check fed from OnTransitionCompleted then holds an edge that the workflow does not have, and misses the one that was taken.
#
# Seen: transitioned new>paid, paid>shipped; completed paid>shipped, new>shipped (pay). With FiringMode.Queued both tell the same.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >run.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Stateless" Version="[5.20.1]" /></ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Stateless;

foreach (var mode in new[] { FiringMode.Immediate, FiringMode.Queued })
{
    var (went, completed) = (new List<string>(), new List<string>());
    var order = new StateMachine<string, string>("new", mode);
    order.Configure("new").Permit("pay", "paid");
    order.Configure("paid").OnEntry(() => order.Fire("ship")).Permit("ship", "shipped");
    order.OnTransitioned(t => went.Add($"{t.Source}>{t.Destination} ({t.Trigger})"));
    order.OnTransitionCompleted(t => completed.Add($"{t.Source}>{t.Destination} ({t.Trigger})"));
    order.Fire("pay");
    Console.WriteLine($"{mode}: {string.Join(", ", went)}; completed {string.Join(", ", completed)}");
}
CS
seen=$(dotnet run -c Release -v q)
expected='Immediate: new>paid (pay), paid>shipped (ship); completed paid>shipped (ship), new>shipped (pay)
Queued: new>paid (pay), paid>shipped (ship); completed new>paid (pay), paid>shipped (ship)'
if [[ "$seen" != "$expected" ]]; then
  printf 'Transitions are reported otherwise now:\n%s\n' "$seen" >&2
  exit 1
fi

echo "Stateless 5.20.1 completes new>shipped, which no configuration has, when an entry action fires on at once."
