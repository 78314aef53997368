using System.Net;
using System.Net.Sockets;

namespace MovieAspire.Dev.Up;

internal static class Ports
{
    private const int Dashboard = 15080;

    internal static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The dashboard's usual port, or any when two checkouts run side by side.</summary>
    internal static int ForDashboard() => IsFree(Dashboard) ? Dashboard : Free();
}
