// Asks a running `jrp serve`: mono Check.exe http://127.0.0.1:7878 91320507MA1QF7RX58
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

static class Check {
    static int Main(string[] args) {
        // Codes are letters and digits; a name would have to be escaped.
        var question = "{\"scenario\":\"ZFCG\",\"creditCode\":\"" + args[1] + "\"}";
        var request = (HttpWebRequest)WebRequest.Create(args[0] + "/v1/check");
        request.Method = "POST";
        request.ContentType = "application/json";
        request.Timeout = 5000;
        var bytes = Encoding.UTF8.GetBytes(question);
        request.ContentLength = bytes.Length;
        using (var body = request.GetRequestStream()) body.Write(bytes, 0, bytes.Length);
        try {
            Tell(Text(request.GetResponse()));
            return 0;
        } catch (WebException error) when (error.Response != null) {
            Console.Error.WriteLine(Text(error.Response));
            return 1;
        }
    }

    static string Text(WebResponse response) {
        using (response)
        using (var reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8)) return reader.ReadToEnd();
    }

    // The members of an answer stand in a fixed order, so that old runtimes without a reader of JSON can tell it too.
    static void Tell(string answer) {
        Console.OutputEncoding = new UTF8Encoding(false);
        Console.WriteLine(Regex.Match(answer, "^\\{\"outcome\":\"([a-z]+)\"").Groups[1].Value);
        const string prompt = "\\{\"level\":\"([a-z]+)\",\"code\":\"[a-z-]+\",\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"\\}";
        foreach (Match found in Regex.Matches(answer, prompt))
            Console.WriteLine(found.Groups[1].Value + " " + Regex.Unescape(found.Groups[2].Value));
    }
}
