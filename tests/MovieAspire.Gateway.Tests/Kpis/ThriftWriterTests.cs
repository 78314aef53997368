using MovieAspire.Gateway.Kpis;

namespace MovieAspire.Gateway.Tests.Kpis;

public class ThriftWriterTests
{
    // Seven bits a byte, the lowest first, and the high bit where more follow.
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(127UL, "7F")]
    [InlineData(128UL, "8001")]
    [InlineData(300UL, "AC02")]
    [InlineData(16_384UL, "808001")]
    public void A_number_has_seven_bits_in_each_byte(ulong number, string bytes)
    {
        var writer = new ThriftWriter();

        writer.Varint(number);

        Assert.Equal(bytes, Convert.ToHexString(writer.Written));
    }
}
