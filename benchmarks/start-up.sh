#!/usr/bin/env bash
# How long starting takes, beside an empty console program in the same run: the default policies touched, a kernel made, a first order placed and paid,
# and the tool's help and explain. Best of nine, in milliseconds and as a ratio. benchmarks/start-up.sh [NATIVE-TOOL] (see .ci/native).
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD" work="$(mktemp -d)" tool="${1:+$(realpath "$1")}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

program() {
  mkdir -p "$work/$1"
  cat >"$work/$1/$1.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>$2</ItemGroup>
</Project>
XML
  cat >"$work/$1/Program.cs"
  dotnet build "$work/$1" -c Release -v q >/dev/null
}

program empty "" <<'CS'
Console.WriteLine("empty");
CS
program first "<ProjectReference Include=\"$root/src/OrderKernel/OrderKernel.csproj\" />" <<'CS'
using NodaTime;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;

var policies = KernelPolicies.Default;
if (args[0] == "policies") return;
var kernel = new Kernel(new MemoryOrderStore(), policies);
if (args[0] == "kernel") return;
var (price, now) = (Money.Parse("59.90", Currency.Cny), Instant.FromUtc(2026, 2, 9, 10, 0));
var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
await kernel.PlaceAsync(key, price, now, [new(LineId.Of("1"), Quantity.Of(2), price, [new(SkuId.Of("MUG"), Quantity.Of(1))])]);
await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, price, now), Role.Channel, now);
CS
dotnet build src/OrderKernel.Cli -c Release -v q >/dev/null
cd "$work"
dotnet "$root/src/OrderKernel.Cli/bin/Release/net10.0/OrderKernel.Cli.dll" demo >/dev/null

best() {
  local best=999999 from took
  for _ in 1 2 3 4 5 6 7 8 9; do
    from=$(date +%s%N); "$@" >/dev/null; took=$(( ($(date +%s%N) - from) / 100000 ))
    [ "$took" -lt "$best" ] && best=$took
  done
  echo "$best"
}
empty="$(best dotnet empty/bin/Release/net10.0/empty.dll)"
report() {
  local name="$1" took; shift
  took="$(best "$@")"
  awk -v n="$name" -v t="$took" -v e="$empty" 'BEGIN { printf "%-28s %7.1f ms %6.2f x\n", n, t / 10, t / e }'
}
report "empty" dotnet empty/bin/Release/net10.0/empty.dll
for step in policies kernel order; do report "$step" dotnet first/bin/Release/net10.0/first.dll "$step"; done
report "tool --help" dotnet "$root/src/OrderKernel.Cli/bin/Release/net10.0/OrderKernel.Cli.dll" --help
report "tool explain" dotnet "$root/src/OrderKernel.Cli/bin/Release/net10.0/OrderKernel.Cli.dll" explain 379090200043
[ -z "$tool" ] || report "native --help" "$tool" --help
[ -z "$tool" ] || report "native explain" "$tool" explain 379090200043
