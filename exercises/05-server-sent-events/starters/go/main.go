// A server that takes what is posted to a room, and tells it to nobody.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"sync/atomic"
)

var (
	events = regexp.MustCompile(`^/rooms/([A-Za-z0-9_-]{1,64})/events$`)
	lastID atomic.Int64
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		room := events.FindStringSubmatch(r.URL.Path)
		switch {
		case r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "rooms"})
		case room != nil && r.Method == "POST":
			post(w, r, room[1])
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func post(w http.ResponseWriter, r *http.Request, room string) {
	var posted struct{ Text string }
	if err := json.NewDecoder(r.Body).Decode(&posted); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	id := strconv.FormatInt(lastID.Add(1), 10)
	answer(w, 201, map[string]string{"id": id, "text": posted.Text})
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
