// Pays once for each key. What is known of a key is one file: its claim, and then its record.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"
)

var (
	state    = os.Getenv("STATE_DIR")
	instance = os.Getenv("INSTANCE")
	validKey = regexp.MustCompile(`^[!#-\[\]-~]{1,255}$`)
)

type payment struct {
	ID     string `json:"id"`
	Amount int64  `json:"amount"`
	To     string `json:"to"`
	Charge string `json:"charge"`
}

// record is what is known of a key. Status is 0 while it is in progress.
type record struct {
	Payment payment `json:"payment"`
	Worker  string  `json:"worker"`
	Status  int     `json:"status"`
}

func main() {
	for _, known := range records() {
		if known.Status == 0 && known.Worker == instance {
			os.Remove(file(known.Payment.ID)) // in progress in a former life
		}
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "GET" && r.URL.Path == "/":
			answer(w, 200, map[string]string{"name": "payments"})
		case r.Method == "POST" && r.URL.Path == "/payments":
			pay(w, r)
		case r.Method == "GET" && strings.HasPrefix(r.URL.Path, "/payments/"):
			show(w, strings.TrimPrefix(r.URL.Path, "/payments/"))
		case r.Method == "GET" && r.URL.Path == "/ledger":
			paid := []payment{}
			for _, known := range records() {
				if known.Status == 201 {
					paid = append(paid, known.Payment)
				}
			}
			answer(w, 200, map[string]any{"payments": paid})
		default:
			refuse(w, 404, "there is nothing here")
		}
	})
	server := http.Server{Addr: net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT"))}
	go func() {
		told := make(chan os.Signal, 1)
		signal.Notify(told, syscall.SIGTERM)
		<-told
		grace, cancel := context.WithTimeout(context.Background(), 4*time.Second)
		defer cancel()
		server.Shutdown(grace)
		os.Exit(0)
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	select {}
}

func pay(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Idempotency-Key")
	if len(key) > 1 && key[0] == '"' && key[len(key)-1] == '"' {
		key = key[1 : len(key)-1]
	}
	if !validKey.MatchString(key) {
		refuse(w, 400, "Idempotency-Key is missing or malformed")
		return
	}
	wanted, status := read(r)
	if status != 0 {
		refuse(w, status, "this is no payment")
		return
	}
	hash := sha256.Sum256([]byte(key))
	wanted.ID = hex.EncodeToString(hash[:16])
	mine := record{Payment: wanted, Worker: instance}
	if !claim(mine) {
		repeat(w, wanted)
		return
	}
	mine.Status, mine.Payment.Charge = charge(key, wanted)
	if mine.Status == 502 {
		os.Remove(file(wanted.ID))
	} else if err := os.Rename(write(mine), file(wanted.ID)); err != nil {
		log.Panic(err)
	}
	replay(w, mine)
}

func repeat(w http.ResponseWriter, wanted payment) {
	known, found := find(wanted.ID)
	switch {
	case !found || (known.Status == 0 && known.Payment.Amount == wanted.Amount && known.Payment.To == wanted.To):
		w.Header().Set("Retry-After", "1")
		refuse(w, 409, "the first is in progress")
	case known.Payment.Amount != wanted.Amount || known.Payment.To != wanted.To:
		refuse(w, 422, "this key was used for another payment")
	default:
		replay(w, known)
	}
}

func replay(w http.ResponseWriter, known record) {
	if known.Status != 201 {
		refuse(w, known.Status, "it was declined, or nobody knows")
		return
	}
	w.Header().Set("Location", "/payments/"+known.Payment.ID)
	answer(w, 201, known.Payment)
}

func show(w http.ResponseWriter, id string) {
	known, found := find(id)
	if !found || known.Status != 201 {
		refuse(w, 404, "there is no such payment")
		return
	}
	answer(w, 200, known.Payment)
}

// read takes the payment from a request; the status is 0 when there is one.
func read(r *http.Request) (payment, int) {
	body, err := io.ReadAll(r.Body)
	var wanted struct {
		Amount any
		To     any
	}
	numbers := json.NewDecoder(bytes.NewReader(body))
	numbers.UseNumber()
	if err != nil || !utf8.Valid(body) || numbers.Decode(&wanted) != nil {
		return payment{}, 400
	}
	number, _ := wanted.Amount.(json.Number)
	amount, err := number.Int64()
	to, _ := wanted.To.(string)
	if err != nil || amount < 1 || amount > 1e9 || to == "" || utf8.RuneCountInString(to) > 64 {
		return payment{}, 422
	}
	return payment{Amount: amount, To: to}, 0
}

// charge asks the upstream; 502 says that nobody knows what happened.
func charge(key string, wanted payment) (int, string) {
	body, _ := json.Marshal(map[string]any{"amount": wanted.Amount, "to": wanted.To})
	call, err := http.NewRequest("POST", os.Getenv("UPSTREAM")+"/charges", bytes.NewReader(body))
	if err != nil {
		return 502, ""
	}
	call.Header.Set("Content-Type", "application/json")
	call.Header.Set("Idempotency-Key", `"`+key+`"`)
	came, err := http.DefaultClient.Do(call)
	if err != nil {
		return 502, ""
	}
	defer came.Body.Close()
	if came.StatusCode == 402 {
		return 402, ""
	}
	var charged struct{ Charge string }
	if came.StatusCode != 201 || json.NewDecoder(came.Body).Decode(&charged) != nil {
		return 502, ""
	}
	return 201, charged.Charge
}

func file(id string) string { return filepath.Join(state, id+".json") }

// claim makes the key's file, unless there is one; of two that try one succeeds.
func claim(mine record) bool {
	written := write(mine)
	defer os.Remove(written)
	return os.Link(written, file(mine.Payment.ID)) == nil
}

// write puts a record on the disk, under a name that nobody looks for.
func write(known record) string {
	name := make([]byte, 12)
	rand.Read(name)
	path := filepath.Join(state, hex.EncodeToString(name)+".new")
	out, err := os.Create(path)
	if err == nil {
		err = json.NewEncoder(out).Encode(known)
	}
	if err == nil {
		err = out.Sync()
	}
	if err != nil {
		log.Panic(err)
	}
	out.Close()
	return path
}

func find(id string) (known record, found bool) {
	written, err := os.ReadFile(file(id))
	return known, err == nil && json.Unmarshal(written, &known) == nil
}

func records() (all []record) {
	names, _ := filepath.Glob(filepath.Join(state, "*.json"))
	for _, name := range names {
		if known, found := find(strings.TrimSuffix(filepath.Base(name), ".json")); found {
			all = append(all, known)
		}
	}
	return all
}

func refuse(w http.ResponseWriter, status int, detail string) {
	send(w, status, "application/problem+json", map[string]any{"title": http.StatusText(status), "status": status, "detail": detail})
}

func answer(w http.ResponseWriter, status int, value any) { send(w, status, "application/json", value) }

func send(w http.ResponseWriter, status int, kind string, value any) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}
