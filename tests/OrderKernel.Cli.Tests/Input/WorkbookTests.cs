using System.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;
using static OrderKernel.Cli.Tests.MadeWorkbook;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a cell of a workbook is read as another text than it holds: a digit lost, a date a number, an error a blank; or when a sheet, a row or a whole
// workbook is passed over without a word.
public class WorkbookTests
{
    private static string[] Header => [.. CsvHeader.Split(',').Select(Inline)];

    private static string[] Order(string number, string? total = null, string? created = null) =>
        [number, total ?? Number("21"), Number("21"), Inline("上海"), created ?? Inline("2020-02-20 23:59:54"), Inline("2020-02-21 00:00:02"), Number("0")];

    private static FolderReading Read(MadeWorkbook workbook)
    {
        using var folder = new TempFolder().With("orders.xlsx", workbook.ToBytes());
        return FolderReading.Of(folder);
    }

    private static string Text(MadeWorkbook workbook, int sheet = 0)
    {
        using var text = new MemoryStream();
        using var file = new MemoryStream(workbook.ToBytes());
        SheetForm.All(file)[sheet].Copy(file, text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    [Fact]
    public void A_sheet_is_read_like_the_csv_of_the_same_orders()
    {
        var workbook = new MadeWorkbook().Sheet("订单", Header, Order(Inline("1")), Order(Inline("2"), Number("19.899999999999999")));
        using var folder = new TempFolder().With("shop/orders.csv", Lines(CsvHeader, Row(1), Row(2).Replace("21.0,21.0", "19.9,21.0", StringComparison.Ordinal)));
        var (read, expected) = (Read(workbook), FolderReading.Of(folder));
        Assert.Equal(2, read.Claims.Count);
        Assert.Equal(expected.Claims, read.Claims);
        Assert.Empty(read.Findings);
        Assert.Equal(("xlsx", "订单", null), (read.Files[0].File.Form.Encoding, read.Files[0].File.Form.Sheet, read.Files[0].Delimiter));
    }

    [Theory]
    [InlineData("4317627911240000123")]
    [InlineData("4.3176279112400001E+18")]
    [InlineData("4317627911240123")]
    [InlineData("4317627911240000000")]
    public void A_number_cell_of_more_digits_than_a_spreadsheet_keeps_is_no_id(string value)
    {
        var read = Read(new MadeWorkbook().Sheet("S", Header, Order(Number(value)), Order(Inline("2"))));
        Assert.Equal([("orders.xlsx:2", ChannelsCodes.IdFromNumber)], read.Unusable);
        Assert.Equal(["2"], read.Claims.Select(c => c.Order.Number.Value));
    }

    [Fact]
    public void Its_digits_are_kept_as_the_file_has_them() =>
        Assert.Equal("=4317627911240000123,=1234567890123460000,431762791124012\n",
            Text(new MadeWorkbook().Sheet("S", [Number("4317627911240000123"), Number("1.23456789012346E+18"), Number("431762791124012")])));

    [Fact]
    public void A_text_cell_keeps_its_id_however_it_ends()
    {
        var workbook = new MadeWorkbook();
        string[] ids = ["4317627911240000000", "0012", "4317627911240000123", "'77"];
        var read = Read(workbook.Sheet("S", [Header, .. ids.Select(id => Order(workbook.Shared(id)))]));
        Assert.Empty(read.Unusable);
        Assert.Equal(["4317627911240000000", "0012", "4317627911240000123", "77"], read.Claims.Select(c => c.Order.Number.Value));
    }

    [Fact]
    public void Dates_are_local_text_in_every_format_that_is_one()
    {
        var workbook = new MadeWorkbook();
        int[] builtIn = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
        string[] own = ["yyyy\\-mm\\-dd\\ hh:mm:ss", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "m/d/yy h:mm AM/PM"];
        var cells = builtIn.Select(f => workbook.Number("45972.5", f)).Concat(own.Select(f => workbook.Number("45972.5", f))).ToArray();
        Assert.Equal(string.Join(",", cells.Select(_ => "2025-11-11 12:00:00")) + "\n", Text(workbook.Sheet("S", cells)));
    }

    [Fact]
    public void A_date_cell_is_the_time_of_an_order_in_the_shops_zone()
    {
        var workbook = new MadeWorkbook();
        var read = Read(workbook.Sheet("S", Header, Order(Inline("1"), created: workbook.Number("45972.00513888889", 31))));
        Assert.Equal(NodaTime.Instant.FromUtc(2025, 11, 10, 16, 7, 24), Assert.Single(read.Claims).CreatedAt);
    }

    [Fact]
    public void Numbers_that_are_no_dates_stay_numbers()
    {
        var workbook = new MadeWorkbook();
        Assert.Equal("45972.5,45972.5,45972.5,1E-05,00123,-7\n", Text(workbook.Sheet("S",
            [workbook.Number("45972.5", 2), workbook.Number("45972.5", "#,##0.00\"元\""), workbook.Number("45972.5", "[Red]0.00_ ;\"days\""),
                Number("1.0000000000000001E-5"), workbook.Number("123", "00000"), Number("-7")])));
    }

    [Fact]
    public void Days_are_counted_from_1904_where_the_workbook_says_so()
    {
        var workbook = new MadeWorkbook { IsFrom1904 = true };
        Assert.Equal("2025-11-11 12:00:00,2025-11-11 12:00:00,10:30:00\n",
            Text(workbook.Sheet("S", [workbook.Number("44510.5", 14), workbook.Number("44510.5", 31), workbook.Number("0.4375", 32)])));
    }

    [Fact]
    public void Errors_runs_flags_and_characters_that_xml_cannot_hold_are_kept()
    {
        var workbook = new MadeWorkbook();
        Assert.Equal("#N/A,abc,TRUE,上海市,\"a\rb\",\"say \"\"x\"\"; y\"\n", Text(workbook.Sheet("S",
            [Typed("e", "#N/A"), Typed("str", "abc"), Typed("b", "1"), workbook.Rich("上海", "市"), workbook.Shared("a_x000D_\nb"), Inline("say \"x\"; y")])));
    }

    [Fact]
    public void Blank_rows_keep_their_place_and_those_at_the_end_are_dropped()
    {
        Assert.Equal("\na,b,c\n\n\n1,,\n", Text(new MadeWorkbook().Sheet("S",
            null, [Inline("a"), Inline("b"), Inline("c")], null, [Blank, Blank], [Number("1"), Blank, Blank, Blank], [Blank], null, [Inline("")])));
    }

    [Fact]
    public void The_first_sheet_that_is_recognised_is_read_and_the_others_are_told()
    {
        var read = Read(new MadeWorkbook().Sheet("说明", [Inline("read me")]).Sheet("一月", [Inline("一月订单")], Header, Order(Inline("1")))
            .Sheet("二月", Header, Order(Inline("2"))));
        Assert.Equal(["1"], read.Claims.Select(c => c.Order.Number.Value));
        Assert.Equal("orders.xlsx:3", read.Deliveries[0].Slip.Source);
        Assert.Equal("一月", read.Files[0].File.Form.Sheet);
        var other = Assert.Single(read.Findings);
        Assert.Equal((CliCodes.SheetPassedOver, "二月"), (other.Code, other.Arguments[0].Value));
    }

    [Fact]
    public void A_workbook_that_cannot_be_read_says_why()
    {
        var whole = new MadeWorkbook().Sheet("S", Header, Order(Inline("1"))).ToBytes();
        using var folder = new TempFolder().With("good.csv", Lines(CsvHeader, Row(1)))
            .With("cut.xlsx", whole[..(whole.Length / 2)])
            .With("other.xlsx", [.. whole.Select((b, i) => i is > 60 and < 160 ? (byte)0 : b)])
            .With("old.xls", Compound("Workbook"))
            .With("locked.xlsx", Compound("EncryptedPackage"));
        var read = FolderReading.Of(folder);
        Assert.Equal(
            [
                ("cut.xlsx", CliCodes.WorkbookBroken), ("locked.xlsx", CliCodes.WorkbookProtected), ("old.xls", CliCodes.WorkbookOld),
                ("other.xlsx", CliCodes.WorkbookBroken),
            ], read.Findings.Select(f => (f.Path, f.Code)).OrderBy(f => f.Path, StringComparer.Ordinal));
        Assert.Single(read.Claims);
    }

    [Law(300, 5_000)]
    public bool A_damaged_workbook_ends_in_a_finding_or_in_rows_never_in_an_exception(Seed seed)
    {
        var dice = new Random(seed);
        var workbook = new MadeWorkbook();
        var bytes = workbook.Sheet("S", Header, Order(workbook.Shared("1")), Order(Number("2"), created: workbook.Number("45972.5", 31))).ToBytes();
        for (var i = dice.Next(1, 6); i > 0; i--) bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
        if (dice.Next(4) == 0) bytes = bytes[..dice.Next(bytes.Length)];
        using var folder = new TempFolder().With("good.csv", Lines(CsvHeader, Row(1))).With("orders.xlsx", bytes);
        return FolderReading.Of(folder).Claims.Count >= 1;
    }

    // The header of the container that old and encrypted workbooks lie in, and its directory in the first sector with one name.
    private static byte[] Compound(string name)
    {
        var bytes = new byte[1024];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        bytes[30] = 9;
        Encoding.Unicode.GetBytes(name).CopyTo(bytes, 512 + 128);
        return bytes;
    }
}
