import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges each FILE against the flavour given first (e.g. 2b); one tab-separated line per file, exit 1 when one fails. */
public class Judge {
  public static void main(String[] args) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(args[0]);
    boolean allPass = true;
    for (int i = 1; i < args.length; i++) {
      String verdict;
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(args[i]), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        verdict = result.isCompliant() ? "PASS\t" + result.getTotalAssertions() + " checks" : "FAIL\t" + failures(result);
      } catch (Exception unreadable) {
        verdict = "FAIL\t" + unreadable;
      }
      allPass &= verdict.startsWith("PASS");
      System.out.println(args[i] + "\t" + verdict);
    }
    System.exit(allPass ? 0 : 1);
  }

  private static String failures(ValidationResult result) {
    Map<String, Integer> counted = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
      String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
      counted.merge(rule + " " + assertion.getErrorMessage() + " at " + assertion.getLocation().getContext(), 1, Integer::sum);
      if (counted.size() == 20) break;
    }
    return String.join(" | ", counted.keySet());
  }
}
