// A server that takes events and tells nobody.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
)

type event struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

var lastID int64

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")[1:]
		switch {
		case r.Method == "GET" && r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "news"})
		case r.Method == "POST" && len(parts) == 3 && parts[0] == "rooms" && parts[2] == "events":
			post(w, r, parts[1])
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func post(w http.ResponseWriter, r *http.Request, room string) {
	var posted event
	if err := json.NewDecoder(r.Body).Decode(&posted); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	posted.ID = strconv.FormatInt(atomic.AddInt64(&lastID, 1), 10)
	answer(w, 201, posted)
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
