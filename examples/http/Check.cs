// Asks a running `jrp serve`: mono Check.exe http://127.0.0.1:7878 91320507MA1QF7RX58
using System;
using System.IO;
using System.Net;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

[DataContract]
class Prompt {
    [DataMember(Name = "level")] public string Level = "";
    [DataMember(Name = "text")] public string Text = "";
}

[DataContract]
class Answer {
    [DataMember(Name = "outcome")] public string Outcome = "";
    [DataMember(Name = "prompts")] public Prompt[] Prompts = new Prompt[0];
}

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
            using (var response = request.GetResponse())
            using (var stream = response.GetResponseStream()) {
                var answer = (Answer)new DataContractJsonSerializer(typeof(Answer)).ReadObject(stream);
                Console.WriteLine(answer.Outcome);
                foreach (var prompt in answer.Prompts) Console.WriteLine(prompt.Level + " " + prompt.Text);
            }
            return 0;
        } catch (WebException error) when (error.Response != null) {
            using (var reader = new StreamReader(error.Response.GetResponseStream())) Console.Error.WriteLine(reader.ReadToEnd());
            return 1;
        }
    }
}
