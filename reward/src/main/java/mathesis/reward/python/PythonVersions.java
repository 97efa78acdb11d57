package mathesis.reward.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What programs find in the sandbox.
///
/// @param python version of CPython
/// @param numpy  version of NumPy, empty where it is not installed
/// @param sympy  version of SymPy, empty where it is not installed
public record PythonVersions(String python, String numpy, String sympy) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @throws SandboxUnavailableException when the greeting tells of a problem
    static PythonVersions ofGreeting(String greeting) throws ProtocolException {
        try {
            var json = JSON.readTree(greeting);
            if (json.hasNonNull("problem")) {
                throw new SandboxUnavailableException(
                        "programs are not run: " + json.get("problem").asText());
            }
            return new PythonVersions(
                    json.path("python").asText(),
                    json.path("numpy").asText(),
                    json.path("sympy").asText());
        } catch (JsonProcessingException e) {
            throw new ProtocolException("the server's greeting is not JSON: " + e.getOriginalMessage());
        }
    }
}
