// fasthttp: the files of a folder, and an echo.
package main

import (
	"os"

	"github.com/valyala/fasthttp"
)

func main() {
	files := fasthttp.FSHandler(os.Args[2], 0)
	handler := func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Path()) != "/echo" {
			files(ctx)
			return
		}
		ctx.SetContentType("text/plain")
		ctx.Request.Header.VisitAll(func(name, value []byte) {
			ctx.WriteString(string(name) + ": " + string(value) + "\n")
		})
		ctx.WriteString("\n")
		ctx.Write(ctx.PostBody())
	}
	panic(fasthttp.ListenAndServe("127.0.0.1:"+os.Args[1], handler))
}
