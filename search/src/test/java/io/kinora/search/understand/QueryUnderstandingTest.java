package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryUnderstandingTest {

  private final QueryUnderstanding understanding = new QueryUnderstanding();

  @ParameterizedTest(name = "[{0}] is understood as [{1}]")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'  two   words ',two words",
        "'tab\tand\nline',tab and line",
        "ﬁlm ①,film 1",
        "e\u0301te\u0301,été",
        "'a\u0000b','a b'",
        "zero\u200Bwidth,zerowidth",
        "''  ,''",
        "'\u00A0\u3000',''"
      })
  void text_comes_in_one_form(String typed, String understood) {
    assertThat(understanding.understand(typed, null).text()).isEqualTo(understood.trim());
  }

  @Test
  void marks_that_come_together_once_a_blank_is_gone_are_put_in_order() {
    String breve = "\u02d8\u0378\u0316"; // its compatible form is a blank and a mark
    UnderstoodQuery once = new QueryUnderstanding().understand(breve, "en");

    assertThat(new QueryUnderstanding().understand(once.text(), "en").text())
        .isEqualTo(once.text());
  }
}
