package main

import (
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// field reads a number that follows a name in a file of /proc; 0 if it is not there.
func field(file, name string) int64 {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			number, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return number
		}
	}
	return 0
}

func deviceBytes() int64 { return field("/proc/self/io", "write_bytes") }

func residentBytes() int64 { return field("/proc/self/status", "VmRSS") * 1024 }

// heapBytes is what is reachable after a collection.
func heapBytes() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// cpuMillis is the processor time of the whole process so far.
func cpuMillis() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
}

func millis(from time.Time) float64 { return float64(time.Since(from).Microseconds()) / 1000 }

func median(numbers []float64) float64 {
	sorted := append([]float64(nil), numbers...)
	sort.Float64s(sorted)
	return sorted[len(sorted)/2]
}

// threadSeconds is what this thread has spent on a processor.
func threadSeconds() float64 {
	var now unix.Timespec
	check(unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now))
	return float64(now.Nano()) / 1e9
}

// rate calls work for some seconds in windows of a fifth, after a warm-up, and gives the median of calls per second of this
// thread on a processor, so that other work on the machine hardly counts.
func rate(seconds float64, work func()) float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	window := time.Duration(seconds / 5 * float64(time.Second))
	var rates []float64
	for i := 0; i < 6; i++ {
		calls := 0
		from := time.Now()
		processor := threadSeconds()
		for time.Since(from) < window {
			for j := 0; j < 64; j++ {
				work()
			}
			calls += 64
		}
		if i > 0 {
			rates = append(rates, float64(calls)/(threadSeconds()-processor))
		}
	}
	return median(rates)
}
