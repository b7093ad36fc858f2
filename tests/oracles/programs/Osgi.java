import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Version;

/** OSGi's own comparison. */
class Osgi {
    public static void main(String[] arguments) throws IOException {
        String[] texts = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        Version[] versions = Arrays.stream(texts).map(Version::parseVersion).toArray(Version[]::new);
        List<String> lines = new ArrayList<>();
        for (Version version : versions) {
            lines.add(version.toString());
        }
        for (Version left : versions) {
            StringBuilder row = new StringBuilder();
            for (Version right : versions) {
                int sign = left.compareTo(right);
                row.append(sign < 0 ? '<' : sign > 0 ? '>' : '=');
            }
            lines.add(row.toString());
        }
        System.out.print(String.join("\n", lines));
    }
}
