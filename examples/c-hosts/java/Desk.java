// One applicant is compared with the lists through JNA: java Desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public final class Desk {
  /** size_t and the structs below are those of a 64-bit host. */
  public interface Jrp extends Library {
    int jrp_abi_version();

    int jrp_trust_new_file(byte[] path, long len, PointerByReference trust, PointerByReference detail);

    void jrp_trust_free(Pointer trust);

    int jrp_roster_open_file(
        byte[] path, long len, Pointer trust, Pointer options, PointerByReference roster, PointerByReference detail);

    int jrp_roster_check(Pointer roster, Query query, PointerByReference comparison, PointerByReference detail);

    void jrp_roster_free(Pointer roster);

    int jrp_comparison_outcome(Pointer comparison, IntByReference outcome);

    int jrp_comparison_prompt_count(Pointer comparison, LongByReference count);

    int jrp_comparison_prompt(Pointer comparison, long index, IntByReference level, Text code, Text text);

    void jrp_comparison_free(Pointer comparison);

    int jrp_error_text(Pointer error, Text text);

    void jrp_error_free(Pointer error);
  }

  @Structure.FieldOrder({"data", "len"})
  public static class Text extends Structure {
    public Pointer data;
    public long len;

    void set(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Memory memory = new Memory(Math.max(bytes.length, 1));
      memory.write(0, bytes, 0, bytes.length);
      data = memory;
      len = bytes.length;
    }

    String string() {
      return new String(data.getByteArray(0, (int) len), StandardCharsets.UTF_8);
    }
  }

  @Structure.FieldOrder({
    "structSize", "scenario", "on", "now", "lang", "conditions", "kind", "idKind", "creditCode", "name", "id", "members",
    "memberCount"
  })
  public static class Query extends Structure {
    public long structSize;
    public Text scenario;
    public Text on;
    public long now;
    public int lang;
    public int conditions;
    public int kind;
    public int idKind;
    public Text creditCode;
    public Text name;
    public Text id;
    public Pointer members;
    public long memberCount;
  }

  private static final int PROHIBITED = 6;
  private static final Jrp jrp = Native.load("jrp", Jrp.class);

  private static Pointer made(int result, PointerByReference out, PointerByReference detail) {
    if (result == 0) {
      return out.getValue();
    }
    Text text = new Text();
    jrp.jrp_error_text(detail.getValue(), text);
    String message = text.string();
    jrp.jrp_error_free(detail.getValue());
    throw new IllegalStateException(message);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4) {
      System.err.println("usage: Desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]");
      System.exit(2);
    }
    if (jrp.jrp_abi_version() != 1) {
      throw new IllegalStateException("this program was written for ABI 1 of libjrp");
    }
    byte[] snapshot = arguments[0].getBytes(StandardCharsets.UTF_8);
    byte[] key = arguments[1].getBytes(StandardCharsets.UTF_8);
    PointerByReference out = new PointerByReference();
    PointerByReference detail = new PointerByReference();
    Pointer trust = made(jrp.jrp_trust_new_file(key, key.length, out, detail), out, detail);
    Pointer roster;
    try {
      roster = made(jrp.jrp_roster_open_file(snapshot, snapshot.length, trust, null, out, detail), out, detail);
    } finally {
      jrp.jrp_trust_free(trust);
    }
    Query query = new Query();
    query.structSize = query.size();
    query.scenario.set("ZFCG");
    query.now = Long.parseLong(arguments[2]);
    query.creditCode.set(arguments[3]);
    if (arguments.length > 4) {
      query.name.set(arguments[4]);
    }
    Pointer comparison;
    try {
      comparison = made(jrp.jrp_roster_check(roster, query, out, detail), out, detail);
    } finally {
      jrp.jrp_roster_free(roster);
    }
    PrintStream print = new PrintStream(System.out, true, "UTF-8");
    LongByReference count = new LongByReference();
    jrp.jrp_comparison_prompt_count(comparison, count);
    for (long at = 0; at < count.getValue(); at++) {
      Text code = new Text();
      Text text = new Text();
      jrp.jrp_comparison_prompt(comparison, at, new IntByReference(), code, text);
      print.println(code.string() + ": " + text.string());
    }
    IntByReference outcome = new IntByReference();
    jrp.jrp_comparison_outcome(comparison, outcome);
    jrp.jrp_comparison_free(comparison);
    System.exit(outcome.getValue() == PROHIBITED ? 12 : 0);
  }
}
