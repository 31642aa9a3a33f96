// Asks three others, one after the other.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch r.Method + " " + r.URL.Path {
		case "GET /":
			answer(w, 200, map[string]string{"name": "aggregator"})
		case "GET /fanout":
			said := map[string]string{}
			for _, name := range []string{"a", "b", "c"} {
				said[name] = ask(name, r.URL.RawQuery)
			}
			answer(w, 200, said)
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

// ask returns what the upstream says at this name.
func ask(name, query string) string {
	url := env("UPSTREAM", "http://127.0.0.1:9000") + "/" + name
	if query != "" {
		url += "?" + query
	}
	response, err := http.Get(url)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return string(body)
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
