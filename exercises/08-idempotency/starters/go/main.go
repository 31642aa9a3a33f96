// A payment server that pays as often as it is asked.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
)

type payment struct {
	ID     string `json:"id,omitempty"`
	Amount int64  `json:"amount"`
	To     string `json:"to"`
	Charge string `json:"charge,omitempty"`
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "GET" && r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "payments"})
		case r.Method == "POST" && r.URL.Path == "/payments":
			pay(w, r)
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func pay(w http.ResponseWriter, r *http.Request) {
	var wanted payment
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	body, _ := json.Marshal(wanted)
	charged, err := http.Post(env("UPSTREAM", "http://127.0.0.1:9000")+"/charges", "application/json", bytes.NewReader(body))
	if err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	defer charged.Body.Close()
	json.NewDecoder(charged.Body).Decode(&wanted) // fills in the charge
	id := make([]byte, 12)
	rand.Read(id)
	wanted.ID = hex.EncodeToString(id)
	w.Header().Set("Location", "/payments/"+wanted.ID)
	answer(w, 201, wanted)
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
