// Command example prints who said what: example SERVER FILE…
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	textanalysis "github.com/textanalysis/textanalysis/client/go"
)

func main() {
	client, err := textanalysis.Dial(os.Args[1], textanalysis.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	for _, path := range os.Args[2:] {
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		answer, err := client.Analyze(context.Background(), textanalysis.Any(text))
		if err != nil {
			log.Fatal(err)
		}
		for _, quote := range answer.Quotes {
			fmt.Printf("%s: %s\n", quote.Speaker.GetName(), quote.Content)
		}
	}
}
