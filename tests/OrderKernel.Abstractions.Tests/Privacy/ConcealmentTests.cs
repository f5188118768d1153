namespace OrderKernel.Abstractions.Tests.Privacy;

/// <summary>Fails when a text that a person wrote is taken for a cipher, or a mask or cipher of a channel for what a person wrote.</summary>
public class ConcealmentTests
{
    [Theory]
    [InlineData("138****1234", true)]
    [InlineData("*", true)]
    [InlineData("~AgAAAAFbq3vWE7RtLgB0v1xkcZJ4yQ==~1~", true)]
    [InlineData(" KS3Hq1ZxUo9e7aVb/+4mtRkQ ", true)]
    [InlineData("KS3Hq1ZxUo9e7aVb/+4mtRk", false)]
    [InlineData("KS3Hq1ZxUo9e 7aVb/+4mtRkQW2c=", false)]
    [InlineData("ks3hq1zxuo9e7avb/+4mtrkqw2c=", false)]
    [InlineData("KS3HQ1ZXUO9E7AVB/+4MTRKQW2C=", false)]
    [InlineData("KSvHqiZxUoweyaVb/+umtRkQWcC=", false)]
    [InlineData("西湖区文三路199号创业大厦A座12楼1203室", false)]
    [InlineData("1600 Amphitheatre Parkway, Mountain View", false)]
    [InlineData("13800001234", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void What_a_channel_conceals(string? text, bool isConcealed) => Assert.Equal(isConcealed, Concealment.IsConcealed(text));

    [Theory]
    [InlineData("+/=-_~#$:.", true)]
    [InlineData(" ,;%&!?*@()[]|\"'路é", false)]
    public void Each_sign_of_a_cipher_is_one_and_no_other_is(string signs, bool isCipher)
    {
        foreach (var sign in signs.Where(s => s != '*')) Assert.Equal((sign, isCipher), (sign, Concealment.IsConcealed($"Aa1{sign}KS3Hq1ZxUo9e7aVb4mtR")));
    }
}
