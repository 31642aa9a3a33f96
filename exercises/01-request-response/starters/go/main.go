// A server that takes notes, and cannot find them again.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
)

type note struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

var notes []note

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "GET" && r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "notes"})
		case r.Method == "POST" && r.URL.Path == "/notes":
			create(w, r)
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func create(w http.ResponseWriter, r *http.Request) {
	var made note
	if err := json.NewDecoder(r.Body).Decode(&made); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	made.ID = strconv.Itoa(len(notes) + 1)
	notes = append(notes, made)
	answer(w, 201, made)
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
