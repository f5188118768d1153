using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Tests.Output;

// Fails when a common reason why a file cannot be read or written is told as another, in the framework's English, or with its label's name; or when an
// uncommon one loses what the framework said.
public class IoDetailTests
{
    private static readonly Labels English = Labels.In(Language.English), Chinese = Labels.In(Language.Chinese);

    /// <summary>What the framework throws, and the two texts.</summary>
    public static TheoryData<Exception, string, string> Reasons => new()
    {
        { new FileNotFoundException("Could not find file."), "it is not there.", "不存在。" },
        { new DirectoryNotFoundException("Could not find a part of the path."), "it is not there.", "不存在。" },
        { new UnauthorizedAccessException("Access is denied."), "the system does not allow it; see who may read and write there.", "系统不允许访问;请检查读写权限。" },
        { new IOException("No space left on device", 28), "the disk is full; make room and do it again.", "磁盘已满;请腾出空间后重试。" },
        { new IOException("There is not enough space", unchecked((int)0x80070070)), "the disk is full; make room and do it again.", "磁盘已满;请腾出空间后重试。" },
        { new IOException("Resource temporarily unavailable", 11), "another program has it open.", "其他程序正在使用它。" },
        { new IOException("The process cannot access the file", unchecked((int)0x80070020)), "another program has it open.", "其他程序正在使用它。" },
        { new IOException("Input/output\nerror", 5), "Input/output error", "系统原文:Input/output error" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_has_its_words(Exception thrown, string english, string chinese)
    {
        var reason = Reason.Of(CliCodes.FileUnreadable, ("path", "a.csv"), ("detail", IoDetail.Of(thrown, "/none/a.csv")));
        Assert.Equal($"a.csv cannot be read: {english} [{CliCodes.FileUnreadable}]", English.Coded(reason));
        Assert.Equal($"无法读取 a.csv:{chinese} [{CliCodes.FileUnreadable}]", Chinese.Coded(reason));
    }

    [Theory]
    [InlineData("en", "it is a folder, and a file is needed.")]
    [InlineData("zh", "这是文件夹,此处需要文件。")]
    public void A_folder_in_a_files_place_is_told_as_one(string lang, string words)
    {
        using var folder = new TempFolder();
        Assert.Contains(words, ToolRun.Of("documents", "check", folder.Root, "--lang", lang).GivesUpWith(CliCodes.FileUnreadable).Error, StringComparison.Ordinal);
        Assert.Contains(words, ToolRun.Of("tell", folder.Root, "--lang", lang).GivesUpWith(CliCodes.FileUnreadable).Error, StringComparison.Ordinal);
    }

    // What begins like a label and is none is somebody's own text.
    [Fact]
    public void What_is_no_label_stays() => Assert.Equal("io.strange thing", IoDetail.In(Chinese, "io.strange thing"));
}
