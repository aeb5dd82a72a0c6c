# What there is to type. `make help` lists it; .ci/setup tells what a machine needs.

PREFIX ?= /usr/local
DESTDIR ?=

SHELL := /bin/bash
# Swift's own builds use all cores, and two of them would wait for each other.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test check bench install clean setup build

RELEASE := .build/release
# Tests start programs: so many at a time as leave each enough of the machine, where swift test can say so.
WIDTH := --experimental-maximum-parallelization-width
TEST := swift test $$(swift test --help-hidden | grep -q -e $(WIDTH) && echo $(WIDTH) 4)
TARGET := $(DESTDIR)$(PREFIX)
# Holds if nothing that asynclab is built from is newer than what was built.
IS_BUILT := [ -x $(RELEASE)/asynclab ] && [ -z "$$(find Sources Package.swift -newer $(RELEASE)/asynclab -print -quit)" ]

## run      build asynclab and start the tutorial
run: build
	@$(RELEASE)/asynclab

## test     build everything and run all tests (some minutes)
test: setup
	swift build
	$(TEST)

## check    before a commit: format, imports, warnings, and the tests that take seconds
check: setup
	swift format lint --strict --parallel -r Sources Tests Package.swift
	swift format lint --strict --parallel --configuration Lessons/.swift-format -r Lessons
	swift build --build-tests
	$(TEST) --skip-build --skip TraceRuntimeTests --skip LessonTests --skip EndToEndTests

## bench    measure how fast asynclab is, and how little it slows a program down
bench: setup
	swift run -c release --package-path Tests/Benchmarks

## install  install asynclab below PREFIX, by default /usr/local (DESTDIR is put before it)
install:
	@$(IS_BUILT) || $(MAKE) --no-print-directory build
	install -D -m 755 $(RELEASE)/asynclab "$(TARGET)/bin/asynclab"
	install -D -m 755 $(RELEASE)/asynclab-supervisor "$(TARGET)/libexec/asynclab/asynclab-supervisor"
	install -d "$(TARGET)/lib/asynclab"
	for library in runtime follow accesses; do \
	    install -m 644 $(RELEASE)/libasynclab-$$library.so "$(TARGET)/lib/asynclab/" || exit 1; \
	done
	rm -rf "$(TARGET)/share/asynclab/Lessons"
	install -d "$(TARGET)/share/asynclab"
	cp -R Lessons "$(TARGET)/share/asynclab/Lessons"

## clean    remove all that was built
clean:
	rm -rf .build Tests/Benchmarks/.build

## help     this list
help:
	@sed -n 's/^## /  make /p' $(MAKEFILE_LIST)

setup:
	@.ci/setup

# Says nothing where there is nothing to build.
build: setup
	@if $(IS_BUILT); then swift build -c release --quiet; else swift build -c release; fi
