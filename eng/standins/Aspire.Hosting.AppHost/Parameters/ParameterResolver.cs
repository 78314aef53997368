using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Parameters;

/// <summary>Finds the values of all parameters before anything starts, and names every one that is missing.</summary>
internal sealed class ParameterResolver(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        List<string> missing = [];
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            try
            {
                var value = await parameter.GetValueAsync(cancellationToken);
                await notifications.PublishUpdateAsync(parameter, s => s with
                {
                    State = KnownResourceStates.Running,
                    Properties = [new("Value", value) { IsSensitive = parameter.Secret }],
                });
            }
            catch (MissingParameterValueException e)
            {
                missing.Add(e.Message);
            }
        }

        if (missing.Count > 0)
            throw new MissingParameterValueException(string.Join(Environment.NewLine, missing));
    }
}
