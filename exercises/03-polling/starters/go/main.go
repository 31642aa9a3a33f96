// Jobs. The work is done first, and 202 is said then.
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
	"strings"
	"sync"
)

var (
	lock    sync.Mutex
	results = map[string]any{} // by the job's id
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		path := append(strings.Split(r.URL.Path, "/"), "", "") // "", "jobs", id, "result"
		result, known := find(path[2])
		switch {
		case r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "jobs"})
		case r.Method == "POST" && r.URL.Path == "/jobs":
			post(w, r)
		case known && path[3] == "result":
			answer(w, 200, result)
		case known:
			answer(w, 200, status(path[2]))
		default:
			answer(w, 404, map[string]any{"title": "Not Found", "status": 404})
		}
	})
	address := net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080"))
	log.Fatal(http.ListenAndServe(address, nil))
}

func find(job string) (any, bool) {
	lock.Lock()
	defer lock.Unlock()
	result, known := results[job]
	return result, known
}

func post(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		Input string `json:"input"`
	}
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	body, _ := json.Marshal(wanted)
	done, err := http.Post(env("UPSTREAM", "http://127.0.0.1:9000")+"/work", "application/json", bytes.NewReader(body))
	if err != nil {
		answer(w, 500, map[string]any{"title": "Internal Server Error", "status": 500})
		return
	}
	defer done.Body.Close()
	var result any
	json.NewDecoder(done.Body).Decode(&result)
	id := make([]byte, 12)
	rand.Read(id)
	job := hex.EncodeToString(id)
	lock.Lock()
	results[job] = result
	lock.Unlock()
	answer(w, 202, status(job))
}

func status(job string) map[string]any {
	return map[string]any{"id": job, "status": "done", "progress": 100, "result": "/jobs/" + job + "/result"}
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
