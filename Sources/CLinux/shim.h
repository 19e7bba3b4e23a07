#pragma once
// What Swift's Glibc module lacks: headers it does not list, and calls behind _GNU_SOURCE.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
