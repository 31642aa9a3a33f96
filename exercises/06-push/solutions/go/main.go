// A server that tells what happens, on streams and at webhooks.
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unicode/utf8"
)

type event struct {
	Room string `json:"room,omitempty"`
	ID   string `json:"id"`
	Text string `json:"text"`
}

type hook struct {
	id, url, secret string
	ended           atomic.Bool
}

type room struct {
	sync.Mutex
	streams map[chan event]bool
	hooks   map[string]*hook
	next    int
}

var (
	mutex    sync.Mutex
	rooms    = map[string]*room{}
	lastHook int64
	quit     = make(chan struct{})
	lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	client   = &http.Client{
		Timeout:       2500 * time.Millisecond,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
)

func main() {
	server := &http.Server{
		Addr:    net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "8080")),
		Handler: http.HandlerFunc(serve),
	}
	server.RegisterOnShutdown(func() { close(quit) })
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go server.ListenAndServe()
	<-stop
	within, cancel := context.WithTimeout(context.Background(), 4*time.Second)
	defer cancel()
	server.Shutdown(within)
}

func serve(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")[1:]
	if r.Method == "GET" && r.URL.Path == "/" {
		answer(w, 200, map[string]string{"name": "news"})
		return
	}
	if len(parts) < 3 || parts[0] != "rooms" {
		refuse(w, 404)
		return
	}
	there := find(parts[1])
	switch r.Method + " " + strings.Join(parts[2:], "/") {
	case "POST events":
		post(w, r, parts[1], there)
	case "GET stream":
		stream(w, r, there)
	case "POST hooks":
		addHook(w, r, there)
	default:
		if r.Method == "DELETE" && len(parts) == 4 && parts[2] == "hooks" {
			there.remove(w, parts[3])
		} else {
			refuse(w, 404)
		}
	}
}

func find(name string) *room {
	mutex.Lock()
	defer mutex.Unlock()
	if rooms[name] == nil {
		rooms[name] = &room{streams: map[chan event]bool{}, hooks: map[string]*hook{}}
	}
	return rooms[name]
}

// read fills value from the body; it answers when that cannot be done.
func read(w http.ResponseWriter, r *http.Request, value any) bool {
	body, err := io.ReadAll(r.Body)
	if err != nil || !json.Valid(body) {
		refuse(w, 400)
		return false
	}
	if json.Unmarshal(body, value) != nil {
		refuse(w, 422)
		return false
	}
	return true
}

func post(w http.ResponseWriter, r *http.Request, name string, there *room) {
	var posted event
	if !read(w, r, &posted) {
		return
	}
	if n := utf8.RuneCountInString(posted.Text); n < 1 || n > 65536 {
		refuse(w, 422)
		return
	}
	posted.Room = name
	there.Lock()
	there.next++
	posted.ID = strconv.Itoa(there.next)
	for listener := range there.streams {
		select {
		case listener <- posted:
		default: // it has fallen behind
			delete(there.streams, listener)
			close(listener)
		}
	}
	for _, h := range there.hooks {
		go deliver(posted, h)
	}
	there.Unlock()
	answer(w, 201, event{ID: posted.ID, Text: posted.Text})
}

func stream(w http.ResponseWriter, r *http.Request, there *room) {
	events := make(chan event, 256)
	there.Lock()
	there.streams[events] = true
	there.Unlock()
	defer func() {
		there.Lock()
		delete(there.streams, events)
		there.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(200)
	w.(http.Flusher).Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-quit:
			return
		case told, open := <-events:
			if !open {
				return
			}
			block := "id: " + told.ID + "\n"
			for _, line := range strings.Split(lineEnds.Replace(told.Text), "\n") {
				block += "data: " + line + "\n"
			}
			if _, err := io.WriteString(w, block+"\n"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
		}
	}
}

func addHook(w http.ResponseWriter, r *http.Request, there *room) {
	var wanted struct{ URL, Secret string }
	if !read(w, r, &wanted) {
		return
	}
	target, err := url.Parse(wanted.URL)
	length := utf8.RuneCountInString(wanted.Secret)
	if err != nil || (target.Scheme != "http" && target.Scheme != "https") || target.Host == "" || length < 1 || length > 256 {
		refuse(w, 422)
		return
	}
	h := &hook{id: strconv.FormatInt(atomic.AddInt64(&lastHook, 1), 10), url: wanted.URL, secret: wanted.Secret}
	there.Lock()
	there.hooks[h.id] = h
	there.Unlock()
	w.Header().Set("Location", r.URL.Path+"/"+h.id)
	answer(w, 201, map[string]string{"id": h.id, "url": h.url})
}

func (there *room) remove(w http.ResponseWriter, id string) {
	there.Lock()
	h := there.hooks[id]
	delete(there.hooks, id)
	there.Unlock()
	if h == nil {
		refuse(w, 404)
		return
	}
	h.ended.Store(true)
	w.WriteHeader(204)
}

// deliver tries until it is taken.
func deliver(told event, h *hook) {
	octets := make([]byte, 12)
	rand.Read(octets)
	id := hex.EncodeToString(octets)
	body, _ := json.Marshal(told)
	delay := 200 * time.Millisecond
	for attempt := 0; attempt < 6 && !h.ended.Load(); attempt++ {
		status := send(h, id, body)
		if status/100 == 2 {
			return
		}
		if status == 410 {
			h.ended.Store(true)
		}
		time.Sleep(delay)
		delay *= 2
	}
}

// send makes one attempt; the status is 0 when there was no answer.
func send(h *hook, id string, body []byte) int {
	now := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(h.secret))
	fmt.Fprintf(mac, "%s.%s.", id, now)
	mac.Write(body)
	request, err := http.NewRequest("POST", h.url, bytes.NewReader(body))
	if err != nil {
		return 0
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Webhook-Id", id)
	request.Header.Set("Webhook-Timestamp", now)
	request.Header.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	response, err := client.Do(request)
	if err != nil {
		return 0
	}
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
	return response.StatusCode
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status})
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
