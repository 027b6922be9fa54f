// One applicant is compared with the lists through P/Invoke: Desk.exe SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]

using System;
using System.Runtime.InteropServices;
using System.Text;

static class Desk {
    const string Library = "libjrp.so.1"; // jrp.dll on Windows
    const uint Prohibited = 6;

    [StructLayout(LayoutKind.Sequential)]
    struct Text {
        public IntPtr Data;
        public UIntPtr Len;

        /// Free with Marshal.FreeHGlobal.
        public static Text Of(string text) {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            IntPtr data = Marshal.AllocHGlobal(bytes.Length + 1);
            Marshal.Copy(bytes, 0, data, bytes.Length);
            return new Text { Data = data, Len = (UIntPtr)bytes.Length };
        }

        public override string ToString() {
            byte[] bytes = new byte[(int)Len];
            Marshal.Copy(Data, bytes, 0, bytes.Length);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Query {
        public UIntPtr StructSize;
        public Text Scenario, On;
        public long Now;
        public uint Lang, Conditions, Kind, IdKind;
        public Text CreditCode, Name, Id;
        public IntPtr Members;
        public UIntPtr MemberCount;
    }

    [DllImport(Library)] static extern uint jrp_abi_version();
    [DllImport(Library)] static extern uint jrp_trust_new_file(byte[] path, UIntPtr len, out IntPtr trust, out IntPtr detail);
    [DllImport(Library)] static extern void jrp_trust_free(IntPtr trust);
    [DllImport(Library)] static extern uint jrp_roster_open_file(byte[] path, UIntPtr len, IntPtr trust, IntPtr options, out IntPtr roster, out IntPtr detail);
    [DllImport(Library)] static extern uint jrp_roster_check(IntPtr roster, ref Query query, out IntPtr comparison, out IntPtr detail);
    [DllImport(Library)] static extern void jrp_roster_free(IntPtr roster);
    [DllImport(Library)] static extern uint jrp_comparison_outcome(IntPtr comparison, out uint outcome);
    [DllImport(Library)] static extern uint jrp_comparison_prompt_count(IntPtr comparison, out UIntPtr count);
    [DllImport(Library)] static extern uint jrp_comparison_prompt(IntPtr comparison, UIntPtr index, out uint level, out Text code, out Text text);
    [DllImport(Library)] static extern void jrp_comparison_free(IntPtr comparison);
    [DllImport(Library)] static extern uint jrp_error_text(IntPtr error, out Text text);
    [DllImport(Library)] static extern void jrp_error_free(IntPtr error);

    static void Require(uint result, IntPtr detail) {
        if (result == 0)
            return;
        Text text;
        jrp_error_text(detail, out text);
        string message = text.ToString();
        jrp_error_free(detail);
        throw new InvalidOperationException(message);
    }

    static int Main(string[] arguments) {
        if (arguments.Length < 4) {
            Console.Error.WriteLine("usage: Desk.exe SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]");
            return 2;
        }
        if (jrp_abi_version() != 1)
            throw new InvalidOperationException("this program was written for ABI 1 of libjrp");
        IntPtr trust, roster, comparison, detail;
        byte[] path = Encoding.UTF8.GetBytes(arguments[0]), key = Encoding.UTF8.GetBytes(arguments[1]);
        Require(jrp_trust_new_file(key, (UIntPtr)key.Length, out trust, out detail), detail);
        uint result = jrp_roster_open_file(path, (UIntPtr)path.Length, trust, IntPtr.Zero, out roster, out detail);
        jrp_trust_free(trust);
        Require(result, detail);

        Query query = new Query {
            StructSize = (UIntPtr)Marshal.SizeOf(typeof(Query)),
            Scenario = Text.Of("ZFCG"),
            Now = long.Parse(arguments[2]),
            CreditCode = Text.Of(arguments[3]),
            Name = Text.Of(arguments.Length > 4 ? arguments[4] : ""),
        };
        result = jrp_roster_check(roster, ref query, out comparison, out detail);
        foreach (Text text in new[] { query.Scenario, query.CreditCode, query.Name })
            Marshal.FreeHGlobal(text.Data);
        jrp_roster_free(roster);
        Require(result, detail);

        Console.OutputEncoding = new UTF8Encoding(false);
        UIntPtr count;
        jrp_comparison_prompt_count(comparison, out count);
        for (uint at = 0; at < (uint)count; at++) {
            uint level;
            Text code, text;
            jrp_comparison_prompt(comparison, (UIntPtr)at, out level, out code, out text);
            Console.WriteLine("{0}: {1}", code, text);
        }
        uint outcome;
        jrp_comparison_outcome(comparison, out outcome);
        jrp_comparison_free(comparison);
        return outcome == Prohibited ? 12 : 0;
    }
}
