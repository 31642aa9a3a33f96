;;; Hunchentoot: its file handler, and an echo. PORT and SITE come from the environment.
(require :asdf)
(asdf:load-system :hunchentoot)

(hunchentoot:define-easy-handler (echo :uri "/echo") ()
  (setf (hunchentoot:content-type*) "text/plain")
  (let ((content (hunchentoot:raw-post-data :force-text t :external-format :latin-1)))
    (format nil "~{~a~}~%~a"
            (loop for (name . value) in (hunchentoot:headers-in*)
                  collect (format nil "~a: ~a~%" (string-capitalize name) value))
            (or content ""))))

(hunchentoot:start (make-instance 'hunchentoot:easy-acceptor
                                  :address "127.0.0.1" :port (parse-integer (uiop:getenv "PORT"))
                                  :document-root (uiop:ensure-directory-pathname (uiop:getenv "SITE"))
                                  :access-log-destination nil :message-log-destination nil))
(loop (sleep 3600))
