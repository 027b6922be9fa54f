// Asks a running `jrp serve`: go run check.go http://127.0.0.1:7878 91320507MA1QF7RX58
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

type answer struct {
	Outcome string
	Prompts []struct{ Level, Code, Text string }
	Error   *struct{ Code, Message string }
}

func ask(address, code string) (answer, error) {
	var found answer
	question, err := json.Marshal(map[string]string{"scenario": "ZFCG", "creditCode": code})
	if err != nil {
		return found, err
	}
	client := http.Client{Timeout: 5 * time.Second}
	response, err := client.Post(address+"/v1/check", "application/json", bytes.NewReader(question))
	if err != nil {
		return found, err
	}
	defer response.Body.Close()
	err = json.NewDecoder(response.Body).Decode(&found)
	if err == nil && found.Error != nil {
		err = fmt.Errorf("%s: %s", found.Error.Code, found.Error.Message)
	}
	return found, err
}

func main() {
	found, err := ask(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(found.Outcome)
	for _, prompt := range found.Prompts {
		fmt.Println(prompt.Level, prompt.Text)
	}
}
