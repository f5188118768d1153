using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Tests.Commands;

// Fails when a command type has no codec, when a command that was written reads back as another one, when a field that is missing, unknown or told twice goes unnoticed,
// when bytes make a reader throw, or when a command that was answered before an update has another fingerprint after it.
public class CommandLaws
{
    private static readonly int Samples = Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1" ? 20_000 : 200;

    private static readonly OrderKey Key = new(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("n"));

    [Fact]
    public void Every_command_type_has_a_name_and_every_name_a_type() => Assert.All(CommandFamilies.All, family =>
    {
        var names = family.Types.Select(t => family.NameOf(CommandSampler.Seeded(1).Make(t))).ToList();
        Assert.Equal(family.Names, names.Order(StringComparer.Ordinal));
        Assert.All(names, n => Assert.Matches("^[a-z]+\\.[a-z]+(-[a-z]+)*$", n));
    });

    [Theory, MemberData(nameof(CommandFamilies.Commands), MemberType = typeof(CommandFamilies))]
    public void What_is_written_reads_back_equal(string family, Type type) => Check(family, type, (codec, command) =>
    {
        var bytes = codec.Write(command);
        var read = codec.Read(bytes);
        return (read.IsOk && Equals(read.ValueOrThrow(), command) && codec.Write(read.ValueOrThrow()).AsSpan().SequenceEqual(bytes)).Label($"{Encoding.UTF8.GetString(bytes)} → {read}");
    });

    [Theory, MemberData(nameof(CommandFamilies.Commands), MemberType = typeof(CommandFamilies))]
    public void A_field_too_many_or_told_twice_is_refused_with_its_path(string family, Type type) => Check(family, type, (codec, command) =>
    {
        var json = Encoding.UTF8.GetString(codec.Write(command));
        var surplus = codec.Read(Encoding.UTF8.GetBytes(json.Insert(1, "\"surplus\":1,"))).Refusal;
        var twice = codec.Read(Encoding.UTF8.GetBytes(json.Insert(1, $"\"command\":\"{codec.NameOf(command)}\","))).Refusal;
        return (Only(surplus, KernelCodes.DocumentPropertyUnknown, "$.surplus") && Only(twice, KernelCodes.DocumentPropertyDuplicate, "$.command")).Label(json);
    });

    [Theory, MemberData(nameof(CommandFamilies.Commands), MemberType = typeof(CommandFamilies))]
    public void Changed_bytes_are_refused_or_read_and_never_throw(string family, Type type) => Prop.ForAll(
        (from seed in Gen.Choose(1, int.MaxValue) from at in Gen.Choose(0, 10_000) from to in Gen.Choose(0, 255) select (seed, at, to)).ToArbitrary(), c =>
        {
            var codec = CommandFamilies.Named(family);
            var bytes = codec.Write(CommandSampler.Seeded(c.seed).Make(type));
            bytes[c.at % bytes.Length] = (byte)c.to;
            return codec.Read(bytes) is var read && (read.IsOk || read.Refusal!.Code == KernelCodes.CommandInvalid);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Samples));

    // The file was written by the code that fingerprinted commands before they had codecs.
    [Fact]
    public void Order_commands_that_were_answered_before_still_match()
    {
        var codec = CommandFamilies.All[0];
        var pinned = File.ReadAllLines(Path.Combine(Here(), "order-fingerprints.txt"));
        var now = from type in codec.Types
                  from seed in Enumerable.Range(1, 3)
                  select $"{type.Name} {seed} {codec.Fingerprint(Key, CommandSampler.Seeded(seed).Make(type), seed == 3 ? "agent 17000000000000000" : "")}";
        Assert.Equal(pinned, now);
    }

    private static void Check(string family, Type type, Func<CommandFamily, object, Property> holds) => Prop.ForAll(
        Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => holds(CommandFamilies.Named(family), CommandSampler.Seeded(seed).Make(type)))
        .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Samples));

    private static bool Only(Refusal? refusal, string code, string path) =>
        refusal is { Code: KernelCodes.CommandInvalid, Reasons: [var reason] } && reason.Code == code && reason.Arguments[0] == new Argument("path", path);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
