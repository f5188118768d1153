#!/usr/bin/env bash
# JsonSchema.Net 8.0.5 (NuGet), JSON Schema 2020-12.
#
# A number that .NET's decimal cannot hold, such as 1e30, is judged by "type", "maximum" and "multipleOf". By "const", "enum" and "uniqueItems" it is not:
# the evaluation ends in a FormatException, for values that are valid JSON and simply not equal. Only being too large does that: 0.1e-40 is judged.
#
# Why an order system meets it: whoever checks what a partner sends against a schema with a status code in an "enum" expects valid or not valid. One number
# with many zeros in that place is an error of the service instead, and the finding that names the place is never written.
#
# Seen: the table below.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >judged.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="JsonSchema.Net" Version="[8.0.5]" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Text.Json;
using Json.Schema;

(string Keyword, string Value)[] all =
[
    ("\"type\": \"integer\"", "1e30"), ("\"maximum\": 5", "1e30"), ("\"multipleOf\": 5", "1e30"), ("\"const\": 5", "1e30"), ("\"enum\": [5, 6]", "1e30"),
    ("\"enum\": [5, 6]", "0.1e-40"), ("\"uniqueItems\": true", "[1e30, 7]"),
];
foreach (var (keyword, value) in all)
{
    var schema = JsonSchema.FromText($$"""{ "$schema": "https://json-schema.org/draft/2020-12/schema", {{keyword}} }""");
    string seen;
    try { seen = schema.Evaluate(JsonDocument.Parse(value).RootElement).IsValid ? "valid" : "not valid"; } catch (Exception e) { seen = e.GetType().Name; }
    Console.WriteLine($"{value} by {keyword}: {seen}");
}
CS
seen=$(dotnet run 2>&1)
expected='1e30 by "type": "integer": valid
1e30 by "maximum": 5: not valid
1e30 by "multipleOf": 5: valid
1e30 by "const": 5: FormatException
1e30 by "enum": [5, 6]: FormatException
0.1e-40 by "enum": [5, 6]: not valid
[1e30, 7] by "uniqueItems": true: FormatException'
if [[ "$seen" != "$expected" ]]; then
  printf 'JsonSchema.Net judges otherwise now:\n%s\n' "$seen" >&2
  exit 1
fi

echo "JsonSchema.Net 8.0.5 judges 1e30 by its size and fails to compare it: const, enum and uniqueItems end in a FormatException."
