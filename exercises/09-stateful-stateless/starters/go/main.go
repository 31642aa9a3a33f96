// A shop that knows who has logged in, as long as it runs.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
)

var (
	lock     sync.Mutex
	sessions = map[string]string{} // the session's id: the user
)

type cart struct {
	User  string   `json:"user"`
	Items []string `json:"items"`
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch r.Method + " " + r.URL.Path {
		case "GET /":
			answer(w, 200, map[string]string{"name": "shop"})
		case "POST /login":
			login(w, r)
		case "GET /cart":
			answer(w, 200, cart{User: user(r), Items: []string{}})
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func login(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		User string `json:"user"`
	}
	json.NewDecoder(r.Body).Decode(&wanted)
	id := make([]byte, 8)
	rand.Read(id)
	session := hex.EncodeToString(id)
	lock.Lock()
	sessions[session] = wanted.User
	lock.Unlock()
	w.Header().Set("Set-Cookie", "session="+session+"; Path=/")
	answer(w, 200, wanted)
}

func user(r *http.Request) string {
	cookie, err := r.Cookie("session")
	if err != nil {
		return "nobody"
	}
	lock.Lock()
	defer lock.Unlock()
	return sessions[cookie.Value]
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
