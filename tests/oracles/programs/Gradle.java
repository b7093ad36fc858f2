import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gradle.api.internal.artifacts.ivyservice.ivyresolve.strategy.DefaultVersionComparator;
import org.gradle.api.internal.artifacts.ivyservice.ivyresolve.strategy.Version;
import org.gradle.api.internal.artifacts.ivyservice.ivyresolve.strategy.VersionParser;

/** The comparison that Gradle resolves dependencies with. */
class Gradle {
    public static void main(String[] arguments) throws IOException {
        String[] texts = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        VersionParser parser = new VersionParser();
        Comparator<Version> order = new DefaultVersionComparator().asVersionComparator();
        List<Version> versions = new ArrayList<>();
        for (String text : texts) {
            versions.add(parser.transform(text));
        }
        List<String> lines = new ArrayList<>(Arrays.asList(texts));
        for (Version left : versions) {
            StringBuilder row = new StringBuilder();
            for (Version right : versions) {
                int sign = order.compare(left, right);
                row.append(sign < 0 ? '<' : sign > 0 ? '>' : '=');
            }
            lines.add(row.toString());
        }
        System.out.print(String.join("\n", lines));
    }
}
