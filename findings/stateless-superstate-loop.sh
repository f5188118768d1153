#!/usr/bin/env bash
# Stateless 5.20.1 (NuGet).
#
# A superstate permits a trigger to one of its own substates. Fired while the machine is in that very substate, nothing happens: no exit, no entry,
# no transition event, and OnUnhandledTrigger is silent too, although CanFire says yes. From any other substate the same trigger moves, and a
# PermitReentry on the substate itself exits and enters. Permit refuses a state's own loop when it is configured; this one it cannot see.
#
# Why an order system meets it: "open" permits "pick again" to "picking", whatever the order does at that moment. Fired during picking, the entry
# action that prints the slip or starts the clock does not run, and the caller is told nothing.
#
# Seen: packing: -packing +picking; picking: nothing, though it can be fired; reentry: -picking +picking.
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

foreach (var (what, start, isReentry) in new[] { ("packing", "packing", false), ("picking", "picking", false), ("reentry", "picking", true) })
{
    var seen = new List<string>();
    var order = new StateMachine<string, string>(start);
    order.Configure("open").Permit("pick again", "picking");
    var picking = order.Configure("picking").SubstateOf("open").OnEntry(() => seen.Add("+picking")).OnExit(() => seen.Add("-picking"));
    if (isReentry) picking.PermitReentry("pick again");
    order.Configure("packing").SubstateOf("open").OnEntry(() => seen.Add("+packing")).OnExit(() => seen.Add("-packing"));
    order.OnTransitioned(t => seen.Add("told"));
    order.OnUnhandledTrigger((_, _) => seen.Add("unhandled"));
    var can = order.CanFire("pick again");
    order.Fire("pick again");
    Console.WriteLine($"{what}: can fire {can}; {string.Join(' ', seen)}");
}
CS
seen=$(dotnet run -c Release -v q)
expected='packing: can fire True; -packing told +picking
picking: can fire True; 
reentry: can fire True; -picking told +picking'
if [[ "$seen" != "$expected" ]]; then
  printf 'The loop through the superstate behaves otherwise now:\n%s\n' "$seen" >&2
  exit 1
fi

echo "Stateless 5.20.1 does nothing, and says nothing, when a superstate sends the machine to the substate where it is."
