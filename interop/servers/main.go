// Go's net/http: the files of a folder, and an echo.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func echo(w http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprintf(w, "Host: %s\n", r.Host)
	for name, values := range r.Header {
		for _, value := range values {
			fmt.Fprintf(w, "%s: %s\n", name, value)
		}
	}
	fmt.Fprintln(w)
	w.Write(content)
}

func main() {
	http.Handle("/", http.FileServer(http.Dir(os.Args[2])))
	http.HandleFunc("/echo", echo)
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
