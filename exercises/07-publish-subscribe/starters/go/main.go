// A broker for topics without wildcards, whose consumers ask again and again.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

type message struct {
	Tag         string  `json:"tag"`
	Topic       string  `json:"topic"`
	Offset      int     `json:"offset"`
	Redelivered bool    `json:"redelivered"`
	Key         *string `json:"key"`
	Body        string  `json:"body"`
}

type subscription struct {
	filter string
	queue  []message
}

var (
	mutex         sync.Mutex
	offsets       = map[string]int{} // the next offset of each topic
	subscriptions = map[string]*subscription{}
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")[1:]
		for len(parts) < 3 {
			parts = append(parts, "")
		}
		switch r.Method + " " + parts[0] + "/" + parts[2] {
		case "GET /":
			answer(w, 200, map[string]string{"name": "broker"})
		case "POST topics/messages":
			publish(w, r, parts[1])
		case "PUT subscriptions/":
			subscribe(w, r, parts[1])
		case "GET subscriptions/messages":
			fetch(w, parts[1])
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func publish(w http.ResponseWriter, r *http.Request, topic string) {
	var sent message
	json.NewDecoder(r.Body).Decode(&sent)
	mutex.Lock()
	offset := offsets[topic]
	offsets[topic]++
	for _, s := range subscriptions {
		if s.filter == topic {
			s.queue = append(s.queue, message{id(), topic, offset, false, sent.Key, sent.Body})
		}
	}
	mutex.Unlock()
	answer(w, 202, map[string]any{"id": id(), "offset": offset})
}

func subscribe(w http.ResponseWriter, r *http.Request, name string) {
	var settings struct{ Filter string }
	json.NewDecoder(r.Body).Decode(&settings)
	mutex.Lock()
	subscriptions[name] = &subscription{filter: settings.Filter}
	mutex.Unlock()
	answer(w, 201, map[string]string{"name": name, "filter": settings.Filter})
}

func fetch(w http.ResponseWriter, name string) {
	mutex.Lock()
	s := subscriptions[name]
	n := len(s.queue)
	if n > 100 {
		n = 100
	}
	messages := s.queue[:n]
	s.queue = s.queue[n:]
	mutex.Unlock()
	if n == 0 {
		w.WriteHeader(204)
	} else {
		answer(w, 200, map[string]any{"messages": messages})
	}
}

func id() string {
	octets := make([]byte, 12)
	rand.Read(octets)
	return hex.EncodeToString(octets)
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
