import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Maven's own comparison. */
class Maven {
    public static void main(String[] arguments) throws IOException {
        String[] texts = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        ComparableVersion[] versions =
                Arrays.stream(texts).map(ComparableVersion::new).toArray(ComparableVersion[]::new);
        List<String> lines = new ArrayList<>(Arrays.asList(texts));
        for (ComparableVersion left : versions) {
            StringBuilder row = new StringBuilder();
            for (ComparableVersion right : versions) {
                int sign = left.compareTo(right);
                row.append(sign < 0 ? '<' : sign > 0 ? '>' : '=');
            }
            lines.add(row.toString());
        }
        System.out.print(String.join("\n", lines));
    }
}
