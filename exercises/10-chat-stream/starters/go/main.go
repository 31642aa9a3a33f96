// A chat server that waits until the model has said everything.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

type object map[string]any

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			answer(w, 200, object{"name": "chat"})
		case "/v1/chat/completions":
			complete(w, r)
		default:
			answer(w, 404, object{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func complete(w http.ResponseWriter, r *http.Request) {
	asked, _ := io.ReadAll(r.Body)
	var question struct{ Model string }
	json.Unmarshal(asked, &question)
	said, err := http.Post(env("UPSTREAM", "http://127.0.0.1:9000")+"/tokens", "application/json", bytes.NewReader(asked))
	if err != nil {
		answer(w, 500, object{"title": "Internal Server Error", "status": 500})
		return
	}
	defer said.Body.Close()
	var content strings.Builder
	tokens := json.NewDecoder(said.Body) // each line is a JSON text: one token
	for {
		var token string
		if tokens.Decode(&token) != nil {
			break
		}
		content.WriteString(token)
	}
	id := make([]byte, 12)
	rand.Read(id)
	answer(w, 200, object{
		"id": "cc-" + hex.EncodeToString(id), "object": "chat.completion",
		"created": time.Now().Unix(), "model": question.Model,
		"choices": []object{{
			"index": 0, "finish_reason": "stop",
			"message": object{"role": "assistant", "content": content.String()},
		}},
	})
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
