#!/usr/bin/env bash
# ExcelDataReader 3.6.0 and MiniExcel 1.46.0 (NuGet), on .NET 10.
#
# 1. A cell with an error. In the file a failed lookup is a cell of type "e" with the text #N/A. ExcelDataReader gives null for it, exactly as for a cell that
#    is not there, its type null too; MiniExcel gives the text.
# 2. The built-in number formats 27 to 36 and 50 to 58, which Chinese, Japanese and Korean versions use for dates (31 shows 2025年11月11日) and which a file
#    names by number alone. Both give the bare day count for them, with one exception: to MiniExcel 58 is a date, and 57, the same kind of date, is none.
#
# Why an order system meets it: back offices export orders as workbooks, and people add a column by lookup. A refund amount that was not found must not read
# as "nothing refunded", and an order's time must not read as 45972.5, which is no time of any format but a number that passes for one.
#
# Guess before it was run: a reader lets one tell an error from a blank, and treats the East Asian date formats alike, all dates or none.
# Seen: the table below.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >readers.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ExcelDataReader" Version="3.6.0" />
    <PackageReference Include="MiniExcel" Version="1.46.0" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using MiniExcelLibs;

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
int[] formats = [.. Enumerable.Range(27, 10), .. Enumerable.Range(50, 9)];
const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const string package = "http://schemas.openxmlformats.org/package/2006";
const string types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
using (var zip = ZipFile.Open("book.xlsx", ZipArchiveMode.Create))
{
    Part("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{types}.worksheet+xml\"/>"
        + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{types}.styles+xml\"/></Types>");
    Part("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        + $"<Relationship Id=\"rId2\" Type=\"{links}/styles\" Target=\"styles.xml\"/></Relationships>");
    Part("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
        + $"<cellXfs count=\"{formats.Length + 1}\"><xf numFmtId=\"0\"/>{string.Concat(formats.Select(f => $"<xf numFmtId=\"{f}\" applyNumberFormat=\"1\"/>"))}</cellXfs></styleSheet>");
    Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData><row><c><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c/>"
        + string.Concat(formats.Select((_, i) => $"<c s=\"{i + 1}\"><v>45972.5</v></c>")) + "</row></sheetData></worksheet>");

    void Part(string path, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}

using (var file = File.OpenRead("book.xlsx"))
using (var reader = ExcelReaderFactory.CreateReader(file))
{
    reader.Read();
    Say("ExcelDataReader", reader.GetValue);
}

var row = ((IDictionary<string, object?>)MiniExcel.Query("book.xlsx").First()).Values.ToList();
Say("MiniExcel", i => row[i]);

void Say(string name, Func<int, object?> cell)
{
    var dates = formats.Where((_, i) => cell(i + 3) is DateTime).ToList();
    Console.WriteLine($"{name}: error {cell(1) ?? "null"}, blank {cell(2) ?? "null"}, dates {(dates.Count == 0 ? "none" : string.Join(' ', dates))} of {formats.Length}");
}
CS
seen=$(dotnet run 2>&1)
expected='ExcelDataReader: error null, blank null, dates none of 19
MiniExcel: error #N/A, blank null, dates 58 of 19'
if [[ "$seen" != "$expected" ]]; then
  printf 'Readers of workbooks see errors or East Asian dates otherwise now (%s):\n%s\n' "$(dotnet --version)" "$seen" >&2
  exit 1
fi

echo "ExcelDataReader 3.6.0 reads #N/A as a blank; of the 19 East Asian date formats it takes none for a date and MiniExcel 1.46.0 only 58."
