// Rooms with events. Whoever asks gets all of them, each time.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
)

type event struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

var (
	lock  sync.Mutex
	rooms = map[string][]event{} // the events of each room, by its name
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		path := strings.Split(r.URL.Path, "/") // "", "rooms", name, "events"
		isRoom := len(path) == 4 && path[1] == "rooms" && path[3] == "events"
		switch {
		case r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "rooms"})
		case isRoom && r.Method == "POST":
			post(path[2], w, r)
		case isRoom && r.Method == "GET":
			ask(path[2], w)
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func post(room string, w http.ResponseWriter, r *http.Request) {
	var stored event
	if err := json.NewDecoder(r.Body).Decode(&stored); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	lock.Lock()
	stored.ID = strconv.Itoa(len(rooms[room]) + 1)
	rooms[room] = append(rooms[room], stored)
	lock.Unlock()
	answer(w, 201, stored)
}

func ask(room string, w http.ResponseWriter) {
	lock.Lock()
	events := append([]event{}, rooms[room]...)
	lock.Unlock()
	if len(events) > 0 {
		answer(w, 200, map[string]any{"events": events, "next": "?"})
	} else {
		w.WriteHeader(204)
	}
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
